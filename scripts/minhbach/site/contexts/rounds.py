"""A round: its basis, dates and counts, what was published of it, its tiers at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from minhbach.diagnostics import Text
from minhbach.edition import release_numbers
from minhbach.results import TOTAL
from minhbach.site import addresses
from minhbach.site.collation import vietnamese_key
from minhbach.site.contexts.calendar import Step, steps
from minhbach.site.contexts.cards import TierCard, tier_card
from minhbach.site.contexts.edition import edition_title
from minhbach.site.contexts.proof import Edition, editions
from minhbach.site.contexts.releases import Release, releases
from minhbach.site.contexts.tiles import Tiles, tiles
from minhbach.site.contexts.view import Head, Link, RoundView
from minhbach.site.words import PHASE_TEXTS


@dataclass(frozen=True, slots=True)
class Fact:
    title: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundPage:
    head: Head
    address: str
    publication: tuple[Fact, ...]
    basis: tuple[str, ...]
    criteria: Link
    criteria_note: str
    phase: str
    steps: tuple[Step, ...]
    tiles: tuple[Tiles, ...]
    dates: tuple[Fact, ...]
    cards: tuple[TierCard, ...]
    levels: tuple[str, ...]
    areas: tuple[Link, ...]
    editions: tuple[Edition, ...]
    releases: tuple[Release, ...]
    minutes: Link
    minutes_count: int
    changes: Link
    others: tuple[Link, ...]


def build(view: RoundView) -> RoundPage:
    parents = [unit for unit in view.register.units if unit.code in view.register.children]
    parents.sort(key=lambda unit: vietnamese_key(unit.name))
    write = view.write
    return RoundPage(
        head=view.head,
        address=addresses.round_page(view.id),
        publication=_publication(view),
        basis=view.round.legal_basis,
        criteria=Link(write.text(view.criteria.title), addresses.criteria(view.id)),
        criteria_note=write.text(view.criteria.note) if view.criteria.note else "",
        phase=write.text(PHASE_TEXTS[view.round.phase]),
        steps=steps(view.round, write),
        tiles=tuple(found for tier in view.criteria.tiers if (found := tiles(view, tier))),
        dates=milestone_dates(view),
        cards=tuple(tier_card(view, tier) for tier in view.criteria.tiers),
        levels=_level_titles(view),
        areas=tuple(Link(unit.name, addresses.area(view.id, unit.code)) for unit in parents),
        editions=editions(view),
        releases=releases(view),
        minutes=Link(write.say("Biên bản kiểm tra", "Inspection minutes"), addresses.minutes_list(view.id)),
        minutes_count=len(view.minutes),
        changes=Link(
            write.say("Thay đổi giữa các lần công bố", "Changes between publications"), addresses.changes(view.id)
        ),
        others=tuple(
            Link(write.text(item.round.title), addresses.round_page(item.id))
            for item in view.rounds
            if item.id != view.id
        ),
    )


def _publication(view: RoundView) -> tuple[Fact, ...]:
    """By which decision the results that are shown were published, and when; nothing before they are."""
    record, write = view.results.record if view.results else None, view.write
    if record is None:
        return ()
    decision = record.decision or write.say("chưa có quyết định", "no decision yet")
    number = next(number for number, item in release_numbers(view.editions) if item is record)
    edition = f"{number} – {edition_title(record, write)}"
    return (
        Fact(write.say("Quyết định công bố", "Publication decision"), decision),
        Fact(write.say("Ngày công bố", "Published"), write.day(record.published)),
        Fact(write.say("Bản công bố", "Release"), edition),
        Fact(write.say("Số liệu đến", "Figures as of"), write.day(record.figures_as_of)),
    )


def _level_titles(view: RoundView) -> tuple[str, ...]:
    """Columns of the table of counts: only where one scale gives each unit one level."""
    one = view.results is not None and view.results.scales == (TOTAL,)
    return tuple(view.write.text(level.title) for level in view.criteria.levels) if one else ()


CUT_OFFS: Mapping[str, Text] = {
    "preliminary": Text("Số liệu tính kết quả sơ bộ đến", "Figures of the preliminary result as of"),
    "final": Text("Số liệu tính kết quả chính thức đến", "Figures of the final result as of"),
}


def milestone_dates(view: RoundView) -> tuple[Fact, ...]:
    return tuple(
        Fact(view.write.text(CUT_OFFS[name]) if name in CUT_OFFS else name, view.write.day(dates.figures_as_of))
        for name, dates in view.round.milestones.items()
    )
