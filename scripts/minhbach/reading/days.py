"""Days and moments: the schema holds their form, the calendar says whether they exist (30 February does not)."""

from __future__ import annotations

from datetime import date, datetime

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic
from minhbach.yamlio import PathKeys, Source


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def moment_of(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def no_such_day(source: Source, path: PathKeys, text: str, example: str = "2019-11-25") -> Diagnostic:
    return diagnose("value-format", source.location(*path), found=text, allowed=example, detail="calendar")
