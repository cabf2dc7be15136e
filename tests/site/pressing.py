"""What the press makes of a source, without any shell around it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from minhbach.exact import Lang
from minhbach.site import press
from minhbach.site.contexts.view import SiteView
from minhbach.site.pages import Page
from minhbach.site.render import Renderer
from minhbach.site.source import SiteSource, gather
from minhbach.tree import WorkTree
from tests.conftest import ROOT

TEMPLATES = ROOT / "site_src" / "templates"


@cache
def public(root: Path) -> SiteSource:
    """What a repository shows, read and computed once for all tests; nobody can change it."""
    return gather(WorkTree(root))


def pressed_pages(source: SiteSource, lang: Lang = "vi") -> Mapping[str, Page]:
    """Every page of a language, by its address."""
    site = SiteView.of(source.rounds, lang)
    return {job.address: job.make() for job in press.pages(site, Renderer([TEMPLATES], lang))}


def pressed_files(source: SiteSource) -> Mapping[str, bytes]:
    return {job.path: b"".join(job.make()) for job in press.files(SiteView.of(source.rounds))}


def pressed_page(source: SiteSource, address: str, lang: Lang = "vi") -> Page:
    """One page alone."""
    jobs = press.pages(SiteView.of(source.rounds, lang), Renderer([TEMPLATES], lang))
    return next(job for job in jobs if job.address == address).make()
