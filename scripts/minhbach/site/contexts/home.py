"""The home page, by the phase of the newest round."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.site import addresses
from minhbach.site.contexts.calendar import Step, steps
from minhbach.site.contexts.edition import edition_words
from minhbach.site.contexts.rounds import TierCard, tier_card
from minhbach.site.contexts.view import Head, Link, RoundView, SiteView


@dataclass(frozen=True, kw_only=True, slots=True)
class HomePage:
    """`head` is None when the repository holds no round yet.

    `minutes` and `changes` are addresses, empty when there are none; `correction` says which edition put right the
    newest round.
    """

    address: str
    province: str
    head: Head | None
    steps: tuple[Step, ...]
    cards: tuple[TierCard, ...]
    earlier: tuple[Link, ...]
    progress: str
    method: str
    files: int
    minutes: str
    changes: str
    correction: str


def build(site: SiteView) -> HomePage:
    views = site.rounds
    newest = views[0] if views else None
    return HomePage(
        address=addresses.HOME,
        province=newest.register.province.name if newest else "",
        head=newest.head if newest else None,
        steps=steps(newest.round, newest.write) if newest else (),
        cards=tuple(tier_card(newest, tier) for tier in newest.criteria.tiers) if newest else (),
        earlier=tuple(Link(view.round.title.vi, addresses.round_page(view.id)) for view in views[1:]),
        progress=addresses.progress(newest.id) if newest else "",
        method=addresses.method(newest.id) if newest else "",
        files=len(newest.source.downloads) if newest else 0,
        minutes=addresses.minutes_list(newest.id) if newest and newest.minutes else "",
        changes=addresses.changes(newest.id) if newest and newest.edition_steps else "",
        correction=_correction(newest) if newest else "",
    )


def _correction(view: RoundView) -> str:
    last = view.edition_steps[-1] if view.edition_steps else None
    return edition_words(last.after) if last is not None and last.corrects else ""
