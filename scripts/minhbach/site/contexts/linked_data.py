"""What the data pages tell searches for data, as schema.org understands it."""

from __future__ import annotations

from collections.abc import Mapping

from minhbach.export.about import About, about_round
from minhbach.export.jsonld import catalogue_jsonld, dataset_jsonld
from minhbach.site import addresses
from minhbach.site.contexts.view import RoundView, SiteView


def catalogue(site: SiteView) -> Mapping[str, object]:
    """All rounds, each with the page of its files."""
    rounds = [(_about(view), addresses.data(view.id)) for view in site.rounds]
    return catalogue_jsonld(addresses.DATA, rounds, site.url_of, site.lang)


def dataset(site: SiteView, view: RoundView) -> Mapping[str, object]:
    page = addresses.data(view.id)
    return dataset_jsonld(_about(view), page, view.source.downloads, view.facts, site.url_of, site.lang)


def _about(view: RoundView) -> About:
    source = view.source
    return about_round(source.round, source.criteria, source.register, source.results)
