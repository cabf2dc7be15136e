"""How a page is made of a context, a template and its words: what the jobs of all kinds of pages share."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TypeVar

from minhbach.site.contexts.unit_rounds import Lives
from minhbach.site.contexts.view import RoundView, SiteView
from minhbach.site.pages import Page, PageJob
from minhbach.site.render import Renderer

Context = TypeVar("Context")


class Maker:
    """Makes the jobs of one language."""

    def __init__(self, site: SiteView, renderer: Renderer, lives: Lives) -> None:
        self.site = site
        self.renderer = renderer
        self.say = site.write.say
        self.lives = lives

    def page(
        self,
        address: str,
        template: str,
        build: Callable[[], Context],
        words: Callable[[Context], tuple[str, str]],
        *,
        aside: bool = False,
        searched: bool = False,
        tells_files: bool = False,
        scripts: tuple[str, ...] = (),
        data: Callable[[], Mapping[str, object]] | None = None,
    ) -> PageJob:
        """`words` gives title and description of a built context, `data` what JSON-LD says about the page."""

        def make() -> Page:
            context = build()
            title, description = words(context)
            return Page(
                address=address,
                lang=self.site.lang,
                title=title,
                description=description,
                body=self.renderer.body(template, context, address),
                aside=aside,
                searched=searched,
                scripts=scripts,
                data=json.dumps(data(), ensure_ascii=False) if data is not None else "",
            )

        return PageJob(address=address, lang=self.site.lang, make=make, aside=aside, tells_files=tells_files)

    def before(self, view: RoundView) -> RoundView | None:
        """The round before, where it is here."""
        return next((item for item in self.site.rounds if item.id == view.round.previous), None)

    def round_name(self, view: RoundView) -> str:
        return self.say(f" – đợt {view.id}", f" – round {view.id}")
