"""The value that earns points is the last of a chain: reported, then supplemented (final milestone)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from minhbach.model.round import Milestone
from minhbach.model.submission import MISSING, Answer, Evidence, Submission


class Origin(StrEnum):
    REPORTED = "reported"
    SUPPLEMENTED = "supplemented"


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """One value of a figure, where it came from and why."""

    origin: Origin
    answer: Answer
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Chain:
    """All values of a figure in order; `current` is the one that counts."""

    figure: str
    links: tuple[Link, ...]

    @property
    def current(self) -> Answer:
        return self.links[-1].answer

    @property
    def reported(self) -> Answer:
        return self.links[0].answer


def build_chain(submission: Submission, figure: str, milestone: Milestone) -> Chain:
    links = [Link(origin=Origin.REPORTED, answer=submission.answers.get(figure, MISSING))]
    change = submission.supplement.get(figure)
    if change is not None and milestone is Milestone.FINAL:
        links.append(
            Link(origin=Origin.SUPPLEMENTED, answer=change.answer, reason=change.reason, evidence=change.evidence)
        )
    return Chain(figure=figure, links=tuple(links))


def build_chains(submission: Submission, figures: Iterable[str], milestone: Milestone) -> dict[str, Chain]:
    return {figure: build_chain(submission, figure, milestone) for figure in figures}
