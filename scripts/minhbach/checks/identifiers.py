"""Identifiers of people in a text: e-mail addresses, Vietnamese telephone numbers, numbers of identity cards.

Amounts, dates, document numbers, codes of units and tax numbers of organisations are none. Every pattern walks forward
over groups of digits that a sign must part, so the time grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Kind = Literal["phone", "email", "identity"]


@dataclass(frozen=True, slots=True)
class Identifier:
    """What a text holds; `masked` is its beginning and no more."""

    kind: Kind
    masked: str


def identifiers_in(text: str) -> Iterator[Identifier]:
    """The first identifier of each kind."""
    if not _WORTH_A_LOOK.search(text):
        return
    seen: set[Kind] = set()
    for found in (*_emails(text), *_numbers(text)):
        if found.kind not in seen:
            seen.add(found.kind)
            yield found


def may_hold_identifiers(data: bytes) -> bool:
    """Whether a file's texts might hold one, whatever its quotes, folded lines and escapes make of its bytes.

    Never False for a file whose texts hold one: between two digits of a number any blanks and line ends may stand.
    """
    if any(sign in data for sign in _SIGNS_IN_A_FILE):
        return True
    return any(len(_DIGIT.findall(found)) >= _FEWEST_DIGITS for found in _DIGITS_IN_A_FILE.findall(data))


_SIGN = "[ .\\-–\u00a0\u202f]"
# Every byte of a sign that is not ASCII may part digits here, which looks at a few files too many.
_DIGITS_IN_A_FILE = re.compile(rb"[0-9][0-9 .\-()\s\x80-\xff]{8,}")
_DIGIT = re.compile(rb"[0-9]")
_SIGNS_IN_A_FILE = (b"@", b"\\", "＠".encode())
_WORTH_A_LOOK = re.compile("[@＠]|[0-9](?:[ .\\-–\u00a0\u202f()]{0,3}[0-9]){8}")


# E-mail ----------------------------------------------------------------------

_LOCAL = re.compile(r"[A-Za-z0-9_%+-]")
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")


def _emails(text: str) -> Iterator[Identifier]:
    """From each @ to both sides: one character before it, a domain behind it."""
    for at in re.finditer("(?<=.)[@＠]", text):
        if _LOCAL.match(text, at.start() - 1) and _DOMAIN.match(text, at.end()):
            word = re.split(r"[^\w.%+-]", text[max(0, at.start() - 64) : at.start()])[-1]
            yield Identifier("email", f"{word[:1]}…@…")


# Numbers ---------------------------------------------------------------------

_RUN = re.compile(rf"(?<![0-9A-Za-z])(\+|\(\+)?[0-9]+(?:(?:\)?{_SIGN}\(?|\))[0-9]+)*(?![0-9A-Za-z])")
_DIGITS = re.compile("[0-9]+")
_MOST_GROUPS = 6

_PHONE = re.compile(r"0(?:[2-9]|1[2689]|2[0-9])[0-9]{8}\Z")
_MOBILE = re.compile(r"0[35789][0-9]{8}\Z")
_CARD = re.compile(r"0(?:0[1-9]|[1-8][0-9]|9[0-6])[0-3][0-9]{8}\Z")
"""Province, century and sex, year of birth, a number of six digits."""

_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")
_DOCUMENT = re.compile(r"/[^\W\d_]")

_FEWEST_DIGITS = 9
_BEFORE = 30
_LONGEST_ADDRESS = 500
_PHONE_WORDS = re.compile(
    r"\b(?:đt|đtdđ|sđt|sdt|tel|lh)\b|điện thoại|dien thoai|phone|di động|hotline|đường dây|liên hệ|zalo|fax|viber"
)
_CARD_WORDS = re.compile(r"\b(?:cmnd|cmtnd|cmt|cccd)\b|chứng minh|chung minh|căn cước|can cuoc|định danh")
_TAX_WORDS = re.compile(r"\bmst\b|mã số thuế|mã số doanh nghiệp|đăng ký kinh doanh")
_NUMBER_WORDS = re.compile(r"\b(?:tiền|kinh phí|dự toán|vốn|giá|tổng|số lượng|dung lượng|mã)\b")
_OF_A_CARD = re.compile(r"\s*(?:[^\w\s%]|cấp|do\b|\Z)", re.IGNORECASE)
"""What follows the number of a card: a sign, who gave it, nothing. Behind an amount stands what is counted."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around a run of digits."""

    before: str
    after: str
    in_address: bool

    def says(self, words: re.Pattern[str]) -> bool:
        return words.search(self.before) is not None


def _numbers(text: str) -> Iterator[Identifier]:
    for run in _RUN.finditer(text):
        groups = list(_DIGITS.finditer(text, run.start(), run.end()))
        digits = [group[0] for group in groups]
        signs = [text[one.end() : two.start()].strip("()") for one, two in pairwise(groups)]
        at = 0
        while at < len(groups):
            near, plus = digits[at : at + _MOST_GROUPS], run[1] is not None and at == 0
            kind, used = None, 1
            if sum(map(len, near)) >= _FEWEST_DIGITS:
                context = _context(text, groups[at].start(), run.end())
                kind, used = _kind(near, signs[at : at + _MOST_GROUPS], context, plus=plus)
            if kind is not None:
                yield Identifier(kind, f"+{near[0][:2]}…" if plus else f"{near[0][:3]}…")
            at += used


def _context(text: str, start: int, end: int) -> _Context:
    word = text[max(0, start - _LONGEST_ADDRESS) : start].replace("\n", " ").rpartition(" ")[2]
    return _Context(text[max(0, start - _BEFORE) : start].casefold(), text[end : end + _BEFORE], "://" in word)


def _kind(groups: Sequence[str], signs: Sequence[str], context: _Context, *, plus: bool) -> tuple[Kind | None, int]:
    """What begins with the first of the groups, and how many of them it takes."""
    if _DOCUMENT.match(context.after) or context.says(_TAX_WORDS):
        return None, 1
    if _is_whole_phone(groups[0], context):
        return "phone", 1
    if context.in_address:
        return None, 1
    for count in range(1, len(groups) + 1):
        if _is_parted(groups[:count], signs[: count - 1], context, plus=plus):
            return "phone", count
    return ("identity" if _is_card(groups, signs, context) else None), 1


def _is_whole_phone(number: str, context: _Context) -> bool:
    """Written without any sign: the national form, or one that lost its 0 or its + but is said to be a telephone."""
    if (_MOBILE if context.in_address else _PHONE).match(number):
        return True
    without_sign = number.removeprefix("84") if len(number) == 11 else number
    said = context.says(_PHONE_WORDS) and not context.says(_CARD_WORDS)
    return said and _MOBILE.match(f"0{without_sign}") is not None


def _is_parted(groups: Sequence[str], signs: Sequence[str], context: _Context, *, plus: bool) -> bool:
    """A telephone number in the groups that people write: one kind of sign, which may differ after the area code."""
    number = "".join(groups)
    if plus or number.startswith("0084"):
        return number.lstrip("0").startswith("84") and _is_national(number.lstrip("0")[2:])
    if len(groups) < 2 or not _PHONE.match(number) or len(set(signs[1:])) > 1:
        return False
    return _is_grouped_like_a_phone(groups) or (_are_pairs(groups) and context.says(_PHONE_WORDS))


def _is_national(rest: str) -> bool:
    return _PHONE.match(rest if rest.startswith("0") else f"0{rest}") is not None


def _is_grouped_like_a_phone(groups: Sequence[str]) -> bool:
    """Area code or prefix first; no months and years, no two codes of units, no list of pairs."""
    first, *others = groups
    if _are_pairs(groups) or (len(first) == 2 and any(_YEAR.match(group) for group in others)):
        return False
    if len(first) == 5:
        return len(others) == 1 and first[1] in "35789" and not others[0].startswith("0")
    # `024 3 8123456`: the digit that landlines got in front stands alone at times.
    others = others[1:] if first.startswith("02") and len(others[0]) == 1 else others
    return 2 <= len(first) <= 4 and all(len(group) > 1 for group in others)


def _are_pairs(groups: Sequence[str]) -> bool:
    return all(len(group) == 2 for group in groups)


def _is_card(groups: Sequence[str], signs: Sequence[str], context: _Context) -> bool:
    """An identity card of 12 digits or of 9; in groups only where the words before say that it is one."""
    number, said = groups[0], context.says(_CARD_WORDS)
    if said and any(_is_in_equal_groups(groups[:count], signs[: count - 1]) for count in (3, 4)):
        return True
    if len(number) == 12:
        return said or _CARD.match(number) is not None
    if len(number) != 9 or said or context.says(_NUMBER_WORDS):
        return len(number) == 9 and said
    # An amount does not begin with 0, is round more often than not, and says what it counts.
    alone = len(groups) == 1 and _OF_A_CARD.match(context.after) is not None
    return number.startswith("0") or (alone and not number.endswith("000"))


def _is_in_equal_groups(groups: Sequence[str], signs: Sequence[str]) -> bool:
    sizes = {len(group) for group in groups}
    return len(set(signs)) == 1 and len(sizes) == 1 and sum(map(len, groups)) in (9, 12)
