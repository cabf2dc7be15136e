"""How values are written on a page, in Vietnamese: decimal comma, group dot, dates dd/MM/yyyy, no-break spaces."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from minhbach.exact import NO_BREAK_SPACE, Publication, published, rounded, written, written_share
from minhbach.model.criteria import Figure
from minhbach.model.submission import Answer, State
from minhbach.site.words import NO_WORD, STATES, YES_WORD

MEMORY = 20_000
"""The same few thousand numbers are written again and again: maxima, zeros, full points, medians."""


def day(value: date) -> str:
    return f"{value.day:02}/{value.month:02}/{value.year}"


def moment(value: datetime) -> str:
    return f"{day(value.date())}{NO_BREAK_SPACE}{value.hour:02}:{value.minute:02}"


def document_day(value: date) -> str:
    """`ngày 05 tháng 01 năm 2020`, as documents are dated: days below 10 and the months 1 and 2 get a zero."""
    month = f"{value.month:02}" if value.month <= 2 else str(value.month)
    return f"ngày {value.day:02} tháng {month} năm {value.year}"


def document_time(value: datetime) -> str:
    return f"{value.hour:02}{NO_BREAK_SPACE}giờ {value.minute:02}{NO_BREAK_SPACE}phút"


def span(first: date, last: date) -> str:
    """`20–25/11/2030`: what both dates share is said once."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day:02}–{day(last)}"
    if first.year == last.year:
        return f"{first.day:02}/{first.month:02}–{day(last)}"
    return f"{day(first)}–{day(last)}"


@lru_cache(maxsize=MEMORY)
def points(number: Fraction, publication: Publication) -> str:
    return written(published(number, publication))


def moved_points(number: Fraction, publication: Publication) -> str:
    """A change with its sign: `+0,42`, `−1,00`; `0` when nothing changed, `tăng dưới 0,01` when too little to tell."""
    change = published(number, publication)
    if change == 0:
        return "0" if number == 0 else _tiny(number, publication)
    return ("+" if change > 0 else "") + written(change)


def _tiny(number: Fraction, publication: Publication) -> str:
    """A change below what is published: not nothing, and no more than its sign can be said."""
    least = written(published(Fraction(1, 10**publication.decimals), publication))
    return f"{'tăng' if number > 0 else 'giảm'} dưới{NO_BREAK_SPACE}{least}"


@lru_cache(maxsize=MEMORY)
def raw(number: Fraction, publication: Publication) -> str:
    """The published number with a dot, for `data-v`."""
    return format(published(number, publication), "f")


@lru_cache(maxsize=MEMORY)
def short_points(number: Fraction) -> str:
    """Points of a set as they are declared: `20`, `2,5`; never more digits than needed."""
    return written(_trimmed(published(number, Publication(decimals=4))))


def _trimmed(number: Decimal) -> Decimal:
    text = format(number, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def share(number: Fraction, decimals: int = 1) -> str:
    return written_share(number, decimals=decimals)


def percent_of(number: Fraction | int, total: Fraction | int) -> str:
    return share(Fraction(number) / Fraction(total), 0) if total else "–"


def short_share(number: Fraction) -> str:
    """A share as it is declared: `85%`, `12,5%`."""
    return short_points(number * 100) + "%"


def with_unit(text: str, unit: str) -> str:
    return f"{text}{NO_BREAK_SPACE}{unit}" if unit else text


def answer_text(answer: Answer, figure: Figure) -> str:
    """A figure as people read it; the words of its state when it has no value."""
    if answer.state is not State.VALUE:
        return STATES[answer.state]
    value = answer.value
    if isinstance(value, bool):
        return YES_WORD if value else NO_WORD
    if isinstance(value, int | Decimal):
        number = value if isinstance(value, int) else _trimmed(value)
        return with_unit(written(number), figure.unit)
    option = figure.options.get(str(value))
    return option.vi if option else str(value)


def file_size(size: int) -> str:
    """`12,3 KB`: thousands, as file managers count for people."""
    if size < 1000:
        return with_unit(str(size), "byte")
    power, unit = (3, "KB") if size < 1_000_000 else (6, "MB")
    return with_unit(written(_trimmed(rounded(Fraction(size, 10**power), 1))), unit)


_PLACEHOLDER = re.compile(r"\{[a-z0-9_.]+\}")


def without_values(message: str) -> str:
    """The words of a rule without a unit's numbers: `Số máy ({a}) lớn hơn {b}` reads `Số máy lớn hơn …`."""
    return _PLACEHOLDER.sub("…", re.sub(r"\s*\(\{[a-z0-9_.]+\}\)", "", message))
