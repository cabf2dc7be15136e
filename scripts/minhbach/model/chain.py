"""All values of a figure in order, each with where it came from; the last one earns the points.

reported - supplemented (final milestone only) - computed (a sum over the units below) - settled by agreed minutes -
amended by a decision after publication.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from minhbach.diagnostics import Text
from minhbach.model.submission import Answer, Evidence


class Origin(StrEnum):
    REPORTED = "reported"
    SUPPLEMENTED = "supplemented"
    COMPUTED = "computed"
    SETTLED = "settled"
    AMENDED = "amended"


ORIGIN_WORDS: Mapping[Origin, Text] = {
    Origin.REPORTED: Text("Báo cáo", "Reported"),
    Origin.SUPPLEMENTED: Text("Bổ sung, điều chỉnh", "Supplemented"),
    Origin.COMPUTED: Text("Cộng từ các đơn vị trực thuộc", "Added up from the units below"),
    Origin.SETTLED: Text("Thống nhất theo biên bản", "Settled by minutes"),
    Origin.AMENDED: Text("Đính chính", "Amended"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """One value of a figure, where it came from and why.

    `parts` are the units below and the answers that a computed value adds up; `by` names the decision or the team.
    """

    origin: Origin
    answer: Answer
    reason: str = ""
    by: str = ""
    evidence: tuple[Evidence, ...] = ()
    parts: Mapping[str, Answer] | None = None


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

    @property
    def origin(self) -> Origin:
        return self.links[-1].origin

    def link(self, origin: Origin) -> Link | None:
        return next((link for link in self.links if link.origin is origin), None)
