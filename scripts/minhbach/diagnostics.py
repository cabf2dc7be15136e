"""Failures as values: where, what was found, what is allowed, what to do. Nothing here prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """`error` blocks; `query` asks for an explanation and goes on the review list; `notice` is only told."""

    ERROR = "error"
    QUERY = "query"
    NOTICE = "notice"


SEVERITY_ORDER = {Severity.ERROR: 0, Severity.QUERY: 1, Severity.NOTICE: 2}


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: path from the root with `/`, line and column from 1 (columns count characters)."""

    path: str
    line: int = 1
    column: int = 1


NOWHERE = Location("")
"""The place of what was made in memory."""


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Vietnamese and English; English falls back to Vietnamese."""

    vi: str
    en: str = ""

    def in_(self, lang: str) -> str:
        return self.en if lang == "en" and self.en else self.vi


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnostic:
    """One finding. `message` and `hint` are finished words in both languages; `found` is text as it was typed."""

    code: str
    severity: Severity
    location: Location
    message: Text
    hint: Text
    round: str | None = None
    unit: str | None = None
    figure: str | None = None
    found: str | None = None
    allowed: str | None = None


def sort_key(diagnostic: Diagnostic) -> tuple[str, int, int, int, str, str]:
    place = diagnostic.location
    severity = SEVERITY_ORDER[diagnostic.severity]
    return (place.path, place.line, place.column, severity, diagnostic.code, diagnostic.message.vi)


@dataclass(slots=True)
class Report:
    """All findings of a run, collected and never lost; sorted when read."""

    _diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, diagnostic: Diagnostic) -> None:
        self._diagnostics.append(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        self._diagnostics.extend(diagnostics)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(dict.fromkeys(self._diagnostics), key=sort_key))

    def __len__(self) -> int:
        return len(set(self._diagnostics))

    def count(self, severity: Severity) -> int:
        return sum(1 for diagnostic in self if diagnostic.severity is severity)

    def by_unit(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        units: dict[str, list[Diagnostic]] = {}
        for diagnostic in self:
            if diagnostic.unit is not None:
                units.setdefault(diagnostic.unit, []).append(diagnostic)
        return {code: tuple(found) for code, found in units.items()}
