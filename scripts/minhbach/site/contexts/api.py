"""A round as the API is told of it: no more than its phase shows on pages."""

from __future__ import annotations

from collections.abc import Iterator

from minhbach.edition import release_numbers
from minhbach.export.about import about_round
from minhbach.export.api import ApiRound, api_files, places
from minhbach.export.datapackage import datapackage, datapackage_path
from minhbach.site.contexts.view import RoundView, SiteView
from minhbach.site.pages import FileJob

FEW = (places.INDEX, places.ROUNDS)


def files(site: SiteView) -> Iterator[FileJob]:
    """Every document of the API; pages lead to a few of them, and tell of none how large it is."""
    for path, make in api_files([_round(view) for view in site.rounds]):
        yield FileJob(path=path, make=lambda make=make: [make()], one_of_many=path not in FEW)  # type: ignore[misc]


def _round(view: RoundView) -> ApiRound:
    source = view.source
    return ApiRound(
        round=source.round,
        criteria=source.criteria,
        register=source.register,
        units=source.shown_units,
        results=source.results,
        releases=dict(release_numbers(view.editions)),
        steps=view.edition_steps,
    )


def packages(site: SiteView) -> Iterator[FileJob]:
    """The description of each round's files, once these are written."""
    for view in site.rounds:
        yield FileJob(path=datapackage_path(view.id), make=lambda view=view: [_package(view)])  # type: ignore[misc]


def _package(view: RoundView) -> bytes:
    source = view.source
    about = about_round(source.round, source.criteria, source.register, source.results)
    return datapackage(about, source.downloads, tuple(view.facts.values()))
