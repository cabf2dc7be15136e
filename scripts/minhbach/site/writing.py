"""How numbers, dates and words are written on a page: by the rules of CLDR for its language, with no-break spaces."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from babel.dates import format_date
from babel.lists import format_list

from minhbach.diagnostics import Text
from minhbach.exact import (
    NO_BREAK_SPACE,
    Lang,
    Publication,
    published,
    rounded,
    written,
    written_exact,
    written_rounded,
    written_share,
)
from minhbach.model.criteria import Figure
from minhbach.model.submission import Answer, State
from minhbach.site.words import NO_TEXT, STATE_TEXTS, YES_TEXT

LOCALES: Mapping[Lang, str] = {"vi": "vi_VN", "en": "en_GB"}
DAYS: Mapping[Lang, str] = {"vi": "dd/MM/y", "en": "d MMMM y"}
"""How a day is written, as a pattern of CLDR."""

MEMORY = 20_000
"""The same few thousand numbers are written again and again: maxima, zeros, full points, medians."""


def _document_day(value: date) -> str:
    """`ngày 05 tháng 01 năm 2020`, as documents are dated: days below 10 and the months 1 and 2 get a zero."""
    month = f"{value.month:02}" if value.month <= 2 else str(value.month)
    return f"ngày {value.day:02} tháng {month} năm {value.year}"


def _document_time(value: datetime) -> str:
    return f"{value.hour:02}{NO_BREAK_SPACE}giờ {value.minute:02}{NO_BREAK_SPACE}phút"


def _span(first: date, last: date) -> str:
    """`20–25/11/2030`: what both dates share is said once."""
    end = _day(last, "vi")
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day:02}–{end}"
    if first.year == last.year:
        return f"{first.day:02}/{first.month:02}–{end}"
    return f"{_day(first, 'vi')}–{end}"


@lru_cache(maxsize=MEMORY)
def _raw(number: Fraction, publication: Publication) -> str:
    return format(published(number, publication), "f")


def _trimmed(number: Decimal) -> Decimal:
    text = format(number, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def with_unit(text: str, unit: str) -> str:
    return f"{text}{NO_BREAK_SPACE}{unit}" if unit else text


_PLACEHOLDER = re.compile(r"\{[a-z0-9_.]+\}")


def without_values(message: str) -> str:
    """The words of a rule without a unit's numbers: `Số máy ({a}) lớn hơn {b}` reads `Số máy lớn hơn …`."""
    return _PLACEHOLDER.sub("…", re.sub(r"\s*\(\{[a-z0-9_.]+\}\)", "", message))


class Writer:
    """Writes everything of a page in one language; points are rounded as the round publishes them."""

    def __init__(self, lang: Lang, publication: Publication | None = None) -> None:
        self.lang: Lang = lang
        self.publication = publication or Publication()

    def say(self, vi: str, en: str) -> str:
        return vi if self.lang == "vi" else en

    def text(self, words: Text) -> str:
        return words.in_(self.lang)

    def list_of(self, items: Sequence[str]) -> str:
        """`A, B và C`, `A, B and C`."""
        return format_list(list(items), locale=LOCALES[self.lang])

    def number(self, number: Decimal | int) -> str:
        return written(number, self.lang)

    def exact(self, number: Fraction, most: int = 4) -> str:
        return written_exact(number, self.lang, most)

    def points(self, number: Fraction) -> str:
        return written_rounded(number, self.publication.decimals, self.publication.rounding, self.lang)

    def raw(self, number: Fraction) -> str:
        """The published number with a dot, for `data-v`."""
        return _raw(number, self.publication)

    def moved_points(self, number: Fraction) -> str:
        """A change with its sign: `+0,42`, `−1,00`; `0` without any, `tăng dưới 0,01` when too little to tell."""
        change = published(number, self.publication)
        if change == 0:
            return "0" if number == 0 else self._tiny(number)
        return ("+" if change > 0 else "") + self.number(change)

    def _tiny(self, number: Fraction) -> str:
        """A change below what is published: not nothing, and no more than its sign can be said."""
        least = self.points(Fraction(1, 10**self.publication.decimals))
        way = self.say("tăng", "up by") if number > 0 else self.say("giảm", "down by")
        return f"{way} {self.say('dưới', 'less than')}{NO_BREAK_SPACE}{least}"

    def short_points(self, number: Fraction) -> str:
        """Points of a set as they are declared: `20`, `2,5`; never more digits than needed."""
        return _short_points(number, self.lang)

    def share(self, number: Fraction, decimals: int = 1) -> str:
        return written_share(number, self.lang, decimals)

    def percent_of(self, number: Fraction | int, total: Fraction | int) -> str:
        return self.share(Fraction(number) / Fraction(total), 0) if total else "–"

    def short_share(self, number: Fraction) -> str:
        """A share as it is declared: `85%`, `12,5%`."""
        return self.short_points(number * 100) + "%"

    def day(self, value: date) -> str:
        return _day(value if type(value) is date else date(value.year, value.month, value.day), self.lang)

    def moment(self, value: datetime) -> str:
        return f"{self.day(value.date())}{self.say('', ',')}{NO_BREAK_SPACE}{value.hour:02}:{value.minute:02}"

    def document_day(self, value: date) -> str:
        return self.say(_document_day(value), self.day(value))

    def document_time(self, value: datetime) -> str:
        return self.say(_document_time(value), f"{value.hour:02}:{value.minute:02}")

    def span(self, first: date, last: date) -> str:
        """`20–25/11/2030`, `20–25 November 2030`: what both dates share is said once."""
        if self.lang == "vi":
            return _span(first, last)
        if first == last:
            return self.day(last)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.day(last)}"
        start = self.day(first)
        return f"{start.removesuffix(f' {first.year}') if first.year == last.year else start} – {self.day(last)}"

    def answer(self, answer: Answer, figure: Figure) -> str:
        """A figure as people read it; the words of its state when it has no value."""
        if answer.state is not State.VALUE:
            return self.text(STATE_TEXTS[answer.state])
        value = answer.value
        if isinstance(value, bool):
            return self.text(YES_TEXT if value else NO_TEXT)
        if isinstance(value, int | Decimal):
            number = value if isinstance(value, int) else _trimmed(value)
            return with_unit(self.number(number), figure.unit)
        option = figure.options.get(str(value))
        return self.text(option) if option else str(value)

    def file_size(self, size: int) -> str:
        """`12,3 KB`: thousands, as file managers count for people."""
        if size < 1000:
            return with_unit(str(size), "byte" if self.lang == "vi" or size == 1 else "bytes")
        power, unit = (3, "KB") if size < 1_000_000 else (6, "MB")
        return with_unit(self.number(_trimmed(rounded(Fraction(size, 10**power), 1))), unit)


@lru_cache(maxsize=MEMORY)
def _short_points(number: Fraction, lang: Lang) -> str:
    return written(_trimmed(published(number, Publication(decimals=4))), lang)


@lru_cache(maxsize=MEMORY)
def _day(value: date, lang: Lang) -> str:
    return str(format_date(value, DAYS[lang], locale=LOCALES[lang]))
