"""The rows of the tables of a criterion: every unit of a tier with its figures, share and points.

A country has half a million of them in each language. So they are written here and not by a template, each piece once:
the head of a unit's row for all criteria, the rest of a row for all units that answered the criterion alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from operator import itemgetter

from minhbach.model.chain import Chain
from minhbach.model.criteria import CriteriaSet, Criterion
from minhbach.model.submission import MISSING, State
from minhbach.results import TierResults, UnitResult
from minhbach.scoring.rollup import CriterionScore
from minhbach.site.contexts.faces import Face
from minhbach.site.contexts.spread import base_of, parts_of
from minhbach.site.words import STATE_TEXTS
from minhbach.site.writing import Writer

FINE = 10**12
"""Shares are sorted as whole numbers this fine: comparing fractions is slow."""

LAST = ""
"""What has no value goes last, whichever way a table is sorted."""


class OutcomeRows:
    """The rows of one tier in one language. `base` leads from a criterion's page to that of the round."""

    def __init__(
        self, tier: TierResults, faces: Mapping[str, Face], criteria: CriteriaSet, write: Writer, base: str
    ) -> None:
        scored = [result for result in tier.units if result.criteria]
        order = sorted(range(len(scored)), key=lambda place: faces[scored[place].unit.code].order)
        self._figures = {name: replace(figure, unit="") for name, figure in criteria.figures.items()}
        self._write = write
        self._units: Sequence[tuple[int, str, UnitResult]] = [
            (place, self._head(faces[scored[place].unit.code], base), scored[place]) for place in order
        ]

    def table(self, item: Criterion, scores: Sequence[CriterionScore]) -> str:
        """HTML: the best first, those without points last, equal ones by the alphabet. `scores` are all of the tier."""
        known: dict[tuple[int, ...], tuple[int, str]] = {}
        names = [name for name in item.uses if name in self._figures]
        # What is asked besides what is scored may differ between units that share a score.
        others = [name for name in names if name not in item.form.names()]
        rows = []
        for place, head, result in self._units:
            score, chains = scores[place], result.chains
            key = (id(score), *[id(chains.get(name)) for name in others]) if others else (id(score),)
            found = known.get(key)
            if found is None:
                found = known[key] = (-_height(score), self._tail(names, score, chains))
            rows.append((found[0], head + found[1]))
        rows.sort(key=itemgetter(0))
        return "".join([row for _, row in rows])

    def _head(self, face: Face, base: str) -> str:
        vietnamese = "" if self._write.lang == "vi" else ' lang="vi"'
        parent = f"<small>{escape(face.parent)}</small>" if face.parent else ""
        link = f'<a href="{escape(base + face.tail)}">{escape(face.name)}</a>'
        start = f'<tr data-k="{escape(face.code)}"><th scope="row" data-v="{face.order}"{vietnamese}>'
        return f"{start}{link}{parent}</th>"

    def _tail(self, names: Sequence[str], score: CriterionScore, chains: Mapping[str, Chain]) -> str:
        figures = "".join([f"<td>{escape(self._figure(name, chains.get(name)))}</td>" for name in names])
        share, points, value = outcome_words(self._write, score)
        return f'<td data-v="{value}">{points}</td><td>{escape(share)}</td>{figures}</tr>\n'

    def _figure(self, name: str, chain: Chain | None) -> str:
        """The value that counts, without its unit, which stands in the head of the column."""
        return self._write.answer(chain.current if chain is not None else MISSING, self._figures[name])


def _height(score: CriterionScore) -> int:
    """The share of the points that apply, for sorting; below every other where none do."""
    parts = parts_of(score)
    return parts[0] * FINE // parts[1] if parts is not None else -2 * FINE


def outcome_words(write: Writer, score: CriterionScore) -> tuple[str, str, str]:
    """Share, points, and points for sorting. The share is in words when there is none, the points then a dash.

    A criterion that was not answered has 0 points, and says so.
    """
    base, state = base_of(score), score.state
    if not base:
        return write.text(STATE_TEXTS[state if state is not State.VALUE else State.NOT_APPLICABLE]), "–", LAST
    share = write.share(abs(score.points) / base) if state is State.VALUE else write.text(STATE_TEXTS[state])
    return share, write.points(score.points), write.raw(score.points)
