"""The page about the site: what is illustrative, how it works, licences."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.site import addresses
from minhbach.site.contexts.view import SiteView


@dataclass(frozen=True, kw_only=True, slots=True)
class IllustrativeSet:
    title: str
    note: str
    reference: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AboutPage:
    address: str
    sets: tuple[IllustrativeSet, ...]
    method: str


def build(site: SiteView) -> AboutPage:
    views, write = site.rounds, site.write
    shown = [view for view in views if view.round.illustrative or view.criteria.status == "illustrative"]
    sets = {view.criteria.id: view.criteria for view in shown}
    return AboutPage(
        address=addresses.ABOUT,
        sets=tuple(
            IllustrativeSet(
                title=write.text(item.title), note=write.text(item.note) if item.note else "", reference=item.reference
            )
            for item in sets.values()
        ),
        method=addresses.method(views[0].id) if views else "",
    )
