"""Days as options of a command: today only where the round's own time zone says what day it is."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from zoneinfo import ZoneInfo

from minhbach.model.round import Round


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"«{text}»: viết như 2019-12-06 / write it like this") from error


def today(round_: Round) -> date:
    return datetime.now(ZoneInfo(round_.timezone)).date()
