"""`published/<edition>.json`: the records of what was published. Their form is closed by their own digest."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location
from minhbach.model.chain import Chain, Link, Origin
from minhbach.model.record import Blocker, Record, RecordedPlace, RecordedUnit
from minhbach.model.round import Milestone
from minhbach.model.submission import Answer, State
from minhbach.tree import MAX_REGISTER_BYTES, NotRegularError, TooLargeError, Tree

SCHEMA_VERSION = 1
FOLDER = "published"

EDITION = re.compile(r"(preliminary|final)(?:-([2-9]|[1-9][0-9]))?\Z")
"""`final`, and one more for every amendment that was published; a preliminary result is published once."""

_BLOB = re.compile(r"[0-9a-f]{40}\Z")
_LAST = re.compile(rb'"sha256": "([0-9a-f]{64})"\n\}\n\Z')


class RecordError(ValueError):
    """The bytes are no record; `detail` is a message of the code `record-broken`, `found` what stands there."""

    def __init__(self, detail: str, found: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.found = found


def record_path(round_id: str, edition: str) -> str:
    return f"submissions/{round_id}/{FOLDER}/{edition}.json"


def read_published(tree: Tree, round_id: str) -> tuple[dict[str, Record], list[Diagnostic]]:
    """Every record of a round by its edition, the preliminary one first, and what is wrong with the others."""
    records: dict[str, Record] = {}
    findings: list[Diagnostic] = []
    folder = f"submissions/{round_id}/{FOLDER}/"
    for path in tree.list(folder.rstrip("/")):
        edition, dot, suffix = path.removeprefix(folder).partition(".")
        if dot + suffix != ".json" or not _is_edition(edition):
            findings.append(diagnose("file-unexpected", Location(path), round=round_id, detail="edition"))
            continue
        try:
            records[edition] = read_record(tree.read(path, MAX_REGISTER_BYTES), round_id, edition)
        except RecordError as error:
            findings.append(broken(path, round_id, error))
        except (OSError, NotRegularError, TooLargeError):
            findings.append(diagnose("file-unreadable", Location(path), round=round_id))
    return dict(
        sorted(records.items(), key=lambda item: (item[1].milestone is Milestone.FINAL, item[1].number))
    ), findings


def broken(path: str, round_id: str, error: RecordError) -> Diagnostic:
    return diagnose("record-broken", Location(path), round=round_id, found=shown(error.found), detail=error.detail)


def _is_edition(name: str) -> bool:
    found = EDITION.match(name)
    return found is not None and not (found[1] == Milestone.PRELIMINARY and found[2])


def read_record(data: bytes, round_id: str, edition: str) -> Record:
    """Raises RecordError."""
    last = _LAST.search(data)
    if last is None:
        raise RecordError("shape", "sha256")
    if hashlib.sha256(data[: last.start()]).hexdigest() != last[1].decode():
        raise RecordError("digest", last[1].decode()[:12])
    try:
        document = json.loads(data)
        if document["schema_version"] != SCHEMA_VERSION:
            raise RecordError("version", str(document["schema_version"]))
        record = _record(document)
    # Anything may stand in a file, and every way of being no record is told as one.
    except (KeyError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise RecordError("shape", str(error)) from error
    except ValueError as error:
        raise error if isinstance(error, RecordError) else RecordError("shape", str(error)) from error
    told = f"{record.round} {record.edition}"
    # A final edition of preliminary figures would be true to itself and to nothing else.
    if told != f"{round_id} {edition}" or record.milestone != edition.partition("-")[0]:
        raise RecordError("place", f"{told}, {record.milestone}")
    return record


_HEADER_WORDS = ("round", "edition", "revision", "criteria", "criteria_sha256", "engine_version")


def _record(document: Mapping[str, Any]) -> Record:
    _look_over_header(document)
    return Record(
        edition=document["edition"],
        milestone=Milestone(document["milestone"]),
        round=document["round"],
        figures_as_of=date.fromisoformat(document["figures_as_of"]),
        published=date.fromisoformat(document["published"]),
        decision=document["decision"],
        reason=document["reason"],
        blockers=tuple(Blocker(**item) for item in document["blockers"]),
        revision=document["revision"],
        criteria=document["criteria"],
        criteria_hash=document["criteria_sha256"],
        engine_version=document["engine_version"],
        schema_version=document["schema_version"],
        inputs={item["path"]: item["blob"] for item in document["inputs"]},
        units=_Units(document["units"]),
    )


def _look_over_header(document: Mapping[str, Any]) -> None:
    for name in _HEADER_WORDS:
        _need(isinstance(document[name], str), document[name])
    for text in (document["decision"], document["reason"]):
        _need(isinstance(text, str | None), text)
    for name in ("blockers", "inputs", "units"):
        _need(isinstance(document[name], list), document[name])
    for item in document["blockers"]:
        words = item["kind"], item["text"], item["unit"] or ""
        _need(all(isinstance(word, str) for word in words), item)
    for item in document["inputs"]:
        _need(isinstance(item["path"], str) and _BLOB.match(item["blob"]), item)


class _Units(Mapping[str, RecordedUnit]):
    """The units of a record by code, each made when it is asked for: most commands need few of them, or none."""

    def __init__(self, items: list[Mapping[str, Any]]) -> None:
        """Raises KeyError, TypeError, ValueError or ArithmeticError when an item is no unit."""
        for item in items:
            _look_over(item)
        self._items = {item["code"]: item for item in items}
        self._made: dict[str, RecordedUnit] = {}

    def __getitem__(self, code: str) -> RecordedUnit:
        if code not in self._made:
            self._made[code] = _unit(self._items[code])
        return self._made[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


_ORIGINS = frozenset(Origin)
_STATES = frozenset(State)
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")
_WORDS = ("code", "name", "tier", "status")


def _look_over(item: Mapping[str, Any]) -> None:
    """Everything that making the unit, or reading what was made, would stumble over."""
    for place in item["places"].values():
        _look_over_place(RecordedPlace(**place))
    for text in (*(item[name] for name in _WORDS), *item["criteria"]):
        _need(isinstance(text, str), text)
    _need(isinstance(item["parent"], str | None), item["parent"])
    for points in item["criteria"].values():
        _need(points is None or _NUMBER.match(points), points)
    for links in item["figures"].values():
        _need(isinstance(links, list) and bool(links), links)
        for link in links:
            _need(link["origin"] in _ORIGINS, link)
            _need(isinstance(link.get("because", ""), str) and isinstance(link.get("by", ""), str), link)
            for answer in (link, *link.get("parts", {}).values()):
                _look_over_answer(answer)


def _look_over_place(place: RecordedPlace) -> None:
    for number in (place.total, place.published, place.maximum, place.share):
        _need(_NUMBER.match(number), number)
    _need(isinstance(place.level, str | None), place.level)
    _need(type(place.rank) is int and type(place.tied) is bool, place.rank)


def _look_over_answer(answer: Mapping[str, Any]) -> None:
    if "state" in answer:
        _need(answer["state"] in _STATES and isinstance(answer.get("reason", ""), str), answer)
    elif "amount" in answer:
        _need(_NUMBER.match(answer["amount"]), answer)
    else:
        _need(isinstance(answer["value"], int | str | bool), answer)


def _need(holds: object, found: object) -> None:
    if not holds:
        raise RecordError("shape", str(found))


def _unit(item: Mapping[str, Any]) -> RecordedUnit:
    return RecordedUnit(
        code=item["code"],
        name=item["name"],
        tier=item["tier"],
        parent=item["parent"],
        status=item["status"],
        places={scale: RecordedPlace(**place) for scale, place in item["places"].items()},
        criteria=item["criteria"],
        chains={name: Chain(figure=name, links=tuple(_links(links))) for name, links in item["figures"].items()},
    )


def _links(items: list[Mapping[str, Any]]) -> Iterator[Link]:
    for item in items:
        parts = item.get("parts")
        yield Link(
            origin=Origin(item["origin"]),
            answer=_answer(item),
            reason=item.get("because", ""),
            by=item.get("by", ""),
            parts={code: _answer(part) for code, part in parts.items()} if parts is not None else None,
        )


def _answer(item: Mapping[str, Any]) -> Answer:
    if "state" in item:
        return Answer(State(item["state"]), reason=item.get("reason", ""))
    if "amount" in item:
        return Answer(State.VALUE, Decimal(item["amount"]))
    return Answer(State.VALUE, item["value"])
