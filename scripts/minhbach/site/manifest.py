"""What a site says of itself, so that the next can be held against it: rounds, units, published tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from minhbach.diagnostics import Text
from minhbach.export.facts import FileFact
from minhbach.model.round import Milestone, Phase
from minhbach.site import addresses
from minhbach.site.source import RoundSource, SiteSource

SCHEMA_VERSION = 1

TABLES = ".csv"
"""Only tables are hashed: they hold everything a round decided, and nothing but data. The JSON of results also explains
each point in our own words, which a newer program may say better without any result having changed."""


LONGEST = 200
"""Characters of a code or an address."""


class ManifestError(Exception):
    """The bytes are no manifest; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundManifest:
    """A round: the codes of `units` with a page and of those `ranked` in public; SHA-256 of each table by address.

    `amendments` counts the decisions that corrected it after publication. `releases` are the digests of the files that
    never change, by address.
    """

    phase: Phase
    milestone: Milestone | None
    units: tuple[str, ...]
    ranked: tuple[str, ...]
    files: Mapping[str, str]
    amendments: int = 0
    releases: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    rounds: Mapping[str, RoundManifest]


def describe(source: SiteSource, files: Mapping[str, FileFact]) -> Manifest:
    """`files` are those that were written, by path."""
    return Manifest({item.round.id: _describe_round(item, files) for item in source.rounds})


def source_digest(source: SiteSource) -> str:
    """Stands for rounds, units and results: differs when two sites were made from different ones."""
    results = [
        (result.unit.code, scale, str(standing.published), standing.rank)
        for item in source.rounds
        if item.results
        for tier in item.results.tiers
        for result in tier.units
        for scale, standing in result.standings.items()
    ]
    return digest(manifest_bytes(describe(source, {})) + json.dumps(results).encode())


def _describe_round(source: RoundSource, files: Mapping[str, FileFact]) -> RoundManifest:
    results, released = source.results, addresses.releases(source.round.id)
    ranked = [unit.unit.code for tier in results.tiers for unit in tier.units if unit.standings] if results else []
    return RoundManifest(
        phase=source.round.phase,
        milestone=source.round.public_milestone,
        units=tuple(sorted(unit.code for unit in source.shown_units)),
        ranked=tuple(sorted(ranked)),
        files={
            item.path: files[item.path].sha256
            for item in source.downloads
            if item.path.endswith(TABLES) and item.path in files
        },
        amendments=len(source.data.amendments),
        releases={
            path: fact.sha256
            for path, fact in sorted(files.items())
            # The list of releases grows; what it lists does not change.
            if path.startswith(released) and path != addresses.release_index(source.round.id)
        },
    )


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def manifest_bytes(manifest: Manifest) -> bytes:
    """Deterministic JSON: the same site always has the same bytes."""
    rounds = {
        round_id: {
            "phase": item.phase.value,
            "milestone": item.milestone.value if item.milestone else None,
            "units": list(item.units),
            "ranked": list(item.ranked),
            "files": dict(item.files),
            "amendments": item.amendments,
            "releases": dict(item.releases),
        }
        for round_id, item in manifest.rounds.items()
    }
    document = {"schema_version": SCHEMA_VERSION, "rounds": rounds}
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_manifest(data: bytes) -> Manifest:
    """Raises ManifestError for anything but what `manifest_bytes` of this version wrote."""
    try:
        document = json.loads(data)
        if document["schema_version"] != SCHEMA_VERSION:
            raise _other_version(document["schema_version"])
        return Manifest({_text(name): _read_round(item) for name, item in document["rounds"].items()})
    # What came over a network may be anything at all: an error page, half a file, somebody else's JSON.
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ManifestError(
            Text("nội dung không phải bản kê của trang này", "the content is no manifest of such a site")
        ) from error


def _other_version(version: object) -> ManifestError:
    return ManifestError(
        Text(
            f"bản kê có phiên bản {version!r:.20}, chương trình này đọc phiên bản {SCHEMA_VERSION}",
            f"the manifest has version {version!r:.20}, this program reads version {SCHEMA_VERSION}",
        )
    )


def _read_round(item: Mapping[str, Any]) -> RoundManifest:
    milestone = item["milestone"]
    return RoundManifest(
        phase=Phase(item["phase"]),
        milestone=None if milestone is None else Milestone(milestone),
        units=_codes(item["units"]),
        ranked=_codes(item["ranked"]),
        files={_text(path): _text(value) for path, value in item["files"].items()},
        amendments=int(item["amendments"]),
        # Sites of earlier versions list none.
        releases={_text(path): _text(value) for path, value in item.get("releases", {}).items()},
    )


def _codes(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list of codes")
    return tuple(_text(code) for code in value)


def _text(value: object) -> str:
    """Codes and addresses are short and are printed: nothing that could draw or command on a terminal or in a log."""
    if not isinstance(value, str) or not value.isprintable() or len(value) > LONGEST:
        raise TypeError("a short printable text")
    return value
