"""A record as bytes: results and what they rest on, in one fixed form that can be compared byte for byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from minhbach.exact import decimal_text
from minhbach.model.chain import Chain, Link
from minhbach.model.record import Blocker, Record
from minhbach.model.submission import Answer, State
from minhbach.recording.inputs import set_hash
from minhbach.results import RoundResults, Standing, UnitResult

SCHEMA_VERSION = 1

Document = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Imprint:
    """What a record says besides the results. `inputs` are blob ids by path, at the commit `revision`."""

    edition: str
    published: date
    decision: str | None
    reason: str | None
    blockers: tuple[Blocker, ...]
    revision: str
    engine_version: str
    inputs: Mapping[str, str]


def imprint_of(record: Record) -> Imprint:
    return Imprint(
        edition=record.edition,
        published=record.published,
        decision=record.decision,
        reason=record.reason,
        blockers=record.blockers,
        revision=record.revision,
        engine_version=record.engine_version,
        inputs=record.inputs,
    )


def record_document(results: RoundResults, imprint: Imprint) -> Document:
    """The record of a round; every key is always there, `null` means that there is none."""
    return {
        "schema_version": SCHEMA_VERSION,
        "engine_version": imprint.engine_version,
        "round": results.round.id,
        "edition": imprint.edition,
        "milestone": results.milestone.value,
        "figures_as_of": results.round.milestones[results.milestone.value].figures_as_of.isoformat(),
        "published": imprint.published.isoformat(),
        "decision": imprint.decision,
        "reason": imprint.reason,
        "blockers": [{"kind": item.kind, "unit": item.unit, "text": item.text} for item in imprint.blockers],
        "revision": imprint.revision,
        "criteria": results.criteria.id,
        "criteria_sha256": set_hash(imprint.inputs, results.criteria.id),
        "inputs": [{"path": path, "blob": blob} for path, blob in sorted(imprint.inputs.items())],
        "units": [_unit(unit) for tier in results.tiers for unit in tier.units],
    }


def record_bytes(document: Document) -> bytes:
    """Each key, and each entry of a list, on a line of its own; the last line is the SHA-256 of all before it."""
    lines = [f"{_compact(key)}: {_member(value)},\n" for key, value in document.items()]
    text = ("{\n" + "".join(lines)).encode()
    return text + f'"sha256": "{hashlib.sha256(text).hexdigest()}"\n}}\n'.encode()


def _member(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _compact(value)
    return "[\n" + ",\n".join(_compact(item) for item in value) + "\n]"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _unit(result: UnitResult) -> Document:
    return {
        "code": result.unit.code,
        "name": result.unit.name,
        "tier": result.unit.tier,
        "parent": result.unit.parent,
        "status": result.status.value,
        "places": {scale: place_document(standing) for scale, standing in result.standings.items()},
        "criteria": {
            score.criterion.id: decimal_text(score.points) if score.state is State.VALUE else None
            for score in result.criteria
        },
        "figures": {name: _chain(chain) for name, chain in result.chains.items()},
    }


def place_document(standing: Standing) -> Document:
    return {
        "total": decimal_text(standing.value),
        "published": format(standing.published, "f"),
        "maximum": decimal_text(standing.maximum),
        "share": decimal_text(standing.share),
        "level": standing.level.id if standing.level else None,
        "rank": standing.rank,
        "tied": standing.tied,
    }


def _chain(chain: Chain) -> list[Document]:
    return [_link(link) for link in chain.links]


def _link(link: Link) -> Document:
    document: Document = {"origin": link.origin.value, **answer_document(link.answer)}
    if link.reason:
        document["because"] = link.reason
    if link.by:
        document["by"] = link.by
    if link.parts is not None:
        document["parts"] = {code: answer_document(answer) for code, answer in link.parts.items()}
    return document


def answer_document(answer: Answer) -> Document:
    """`value` for counts, yes/no and words, `amount` for decimal text, else the state and its reason."""
    if answer.state is not State.VALUE:
        return {"state": answer.state.value, **({"reason": answer.reason} if answer.reason else {})}
    return {"amount": str(answer.value)} if isinstance(answer.value, Decimal) else {"value": answer.value}
