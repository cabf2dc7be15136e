"""Numbers as data: decimal strings, each different one written once."""

from __future__ import annotations

from fractions import Fraction

from minhbach.exact import Publication, decimal_text, published_text

MOST = 100_000
"""Numbers that are remembered; a country has more different ones than need to be in memory."""


class Numbers:
    """Writes the numbers of a round. Numerator and denominator are a much quicker key than the fraction itself."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._exact: dict[tuple[int, int], str] = {}
        self._published: dict[tuple[int, int], str] = {}

    def exact(self, number: Fraction) -> str:
        """The number itself, to 20 decimals where it has no end."""
        key = (number.numerator, number.denominator)
        text = self._exact.get(key)
        if text is None:
            text = _kept(self._exact, key, decimal_text(number))
        return text

    def published(self, number: Fraction) -> str:
        """As the round publishes it."""
        key = (number.numerator, number.denominator)
        text = self._published.get(key)
        if text is None:
            text = _kept(self._published, key, published_text(number, self._publication))
        return text


def _kept(known: dict[tuple[int, int], str], key: tuple[int, int], text: str) -> str:
    if len(known) >= MOST:
        known.clear()
    known[key] = text
    return text
