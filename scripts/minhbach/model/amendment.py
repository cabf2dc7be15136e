"""Corrections of published figures, each by a decision."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.model.submission import Answer


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One corrected figure of a unit; `old` is MISSING when it had not been answered."""

    unit: str
    figure: str
    old: Answer
    new: Answer
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Amendment:
    """A decision with its changes. `number` is the file's, two digits; later numbers count after earlier ones."""

    number: str
    decision: str
    changes: tuple[Change, ...]
