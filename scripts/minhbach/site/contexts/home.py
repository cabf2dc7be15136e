"""The home page, by the phase of the newest round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from minhbach.model.round import Phase
from minhbach.site import addresses
from minhbach.site.contexts.calendar import Step, steps
from minhbach.site.contexts.cards import TierCard, tier_card
from minhbach.site.contexts.edition import edition_title
from minhbach.site.contexts.view import EditionStep, Head, Link, RoundView, SiteView

MOST_CORRECTIONS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """An edition that put right what had been published as final; `page` lists what it changed."""

    day: str
    title: str
    units: str
    page: Link


@dataclass(frozen=True, kw_only=True, slots=True)
class Cards:
    """A card a tier, of the newest round or, marked as such, of the last one that has results."""

    head: Head
    is_last: bool
    cards: tuple[TierCard, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class HomePage:
    """`head` is None when the repository holds no round yet, `cards` where there is nothing to tell of any.

    `criteria`, `minutes`, `changes` and `data` are addresses, empty when there is no such page.
    """

    address: str
    province: str
    head: Head | None
    steps: tuple[Step, ...]
    cards: Cards | None
    corrections: tuple[Correction, ...]
    earlier: tuple[Link, ...]
    progress: str
    method: str
    criteria: str
    files: str
    data: str
    minutes: str
    changes: str


def build(site: SiteView) -> HomePage:
    newest = site.rounds[0] if site.rounds else None
    files = len(newest.source.downloads) if newest else 0
    return HomePage(
        address=addresses.HOME,
        province=newest.register.province.name if newest else "",
        head=newest.head if newest else None,
        steps=steps(newest.round, newest.write) if newest else (),
        cards=_cards(site),
        corrections=tuple(islice(_corrections(site), MOST_CORRECTIONS)),
        earlier=tuple(_round_link(view) for view in site.rounds[1:]),
        progress=addresses.progress(newest.id) if newest and newest.round.phase is not Phase.PREPARING else "",
        method=addresses.method(newest.id) if newest else "",
        criteria=addresses.criteria(newest.id) if newest else "",
        files=site.write.number(files) if files else "",
        data=addresses.data(newest.id) if newest and files else "",
        minutes=addresses.minutes_list(newest.id) if newest and newest.minutes else "",
        changes=addresses.changes(newest.id) if newest and newest.edition_steps else "",
    )


def _round_link(view: RoundView) -> Link:
    return Link(view.write.text(view.round.title), addresses.round_page(view.id))


def _cards(site: SiteView) -> Cards | None:
    """While a round is prepared there is nothing to tell of it: the last one that has results stands in its place."""
    newest = site.rounds[0] if site.rounds else None
    shown = newest
    if newest is not None and newest.round.phase is Phase.PREPARING:
        shown = next((view for view in site.rounds if view.results), None)
    if shown is None:
        return None
    cards = tuple(tier_card(shown, tier) for tier in shown.criteria.tiers)
    return Cards(head=shown.head, is_last=shown is not newest, cards=cards)


def _corrections(site: SiteView) -> Iterator[Correction]:
    """The newest first."""
    found = [(view, step) for view in site.rounds for step in view.edition_steps if step.corrects]
    for view, step in sorted(found, key=lambda item: item[1].after.published, reverse=True):
        yield _correction(view, step)


def _correction(view: RoundView, step: EditionStep) -> Correction:
    write, count = view.write, len(step.units)
    title = write.say(f"Đợt {view.id}: ", f"Round {view.id}: ") + _lowered(edition_title(step.after, write))
    noun = write.say("đơn vị", "unit" if count == 1 else "units")
    return Correction(
        day=write.day(step.after.published),
        title=title,
        units=write.say(f"{write.number(count)} {noun} thay đổi", f"{write.number(count)} {noun} changed"),
        page=Link(write.say("Xem thay đổi", "See what changed"), addresses.changes(view.id)),
    )


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
