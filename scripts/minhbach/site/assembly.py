"""The stages of a build: files and frames, then pages, then what rests on all of them. Each stage is shared out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from minhbach.exact import Lang
from minhbach.export.facts import FileFact
from minhbach.site import addresses, press
from minhbach.site.contexts.view import SiteView
from minhbach.site.finish import PageFact, fact_of
from minhbach.site.manifest import describe, manifest_bytes, source_digest
from minhbach.site.menu import Entry, build_menu
from minhbach.site.pages import LANGUAGES, FileJob, PageJob
from minhbach.site.render import Renderer
from minhbach.site.shares import FACTS, Share, ShareFacts, last_files
from minhbach.site.shells import Shell, Studio
from minhbach.site.source import SiteSource
from minhbach.workshop import Workshop

Result = TypeVar("Result")
Tell = Callable[[str, int, int], None]
"""Is told the stage, how many pieces of work are done, and how many there are."""


def silent(_stage: str, _done: int, _of: int) -> None:
    """Tells nobody."""


FILES, PAGES = "files", "pages"


@dataclass(frozen=True, kw_only=True)
class Assembly:
    """A site, or a share of one, that is being built in an empty folder.

    `templates` are the folders of templates in the order in which they are looked through; `hands` the processes that
    may work, None for as many as there are processors.
    """

    source: SiteSource
    studio: Studio
    templates: Sequence[Path]
    folder: Path
    share: Share
    hands: int | None
    tell: Tell

    def run(self) -> None:
        first = SiteView.of(self.source.rounds, LANGUAGES[0])
        sites = [first, *(first.in_(lang) for lang in LANGUAGES[1:])]
        menus = {site.lang: build_menu(site) for site in sites}
        renderers = {site.lang: Renderer(self.templates, site.lang) for site in sites}
        jobs = [job for site in sites for job in press.pages(site, renderers[site.lang])]
        files = self._files(sites, menus, jobs, [*renderers.values()])
        shell = self.studio.shell(menus)
        for site in sites:
            site.take(files, shell.site.url)
        files = {**files, **self._last_files(sites)}
        for site in sites:
            site.take(files, shell.site.url)
        listed = frozenset(entry.address for entry in _flat(menus[first.lang]) if not entry.source)
        self._rest(shell, files, self._pages(jobs, shell, listed))

    def _files(
        self,
        sites: Sequence[SiteView],
        menus: Mapping[Lang, Sequence[Entry]],
        jobs: Sequence[PageJob],
        renderers: Sequence[Renderer],
    ) -> Mapping[str, FileFact]:
        """Every file of this share, and meanwhile frames and templates. Files about all units are long work."""
        long: list[Callable[[], FileFact | bytes | None]] = [renderer.prepare for renderer in renderers]
        for lang, menu in menus.items():
            long.append(partial(self.studio.prepare, lang, menu, [job for job in jobs if job.lang == lang]))
        short: list[Callable[[], FileFact | bytes | None]] = []
        for job in self.share.files(press.files(sites[0])):
            (short if job.one_of_many else long).append(partial(self._write_file, job))
        shop = Workshop(lambda piece: piece(), [*long, *short], self.hands, long=len(long))
        results = list(self._done(FILES, shop))
        for renderer, prepared in zip(renderers, results, strict=False):
            if isinstance(prepared, bytes):
                renderer.take(prepared)
        return {fact.path: fact for fact in results if isinstance(fact, FileFact)}

    def _last_files(self, sites: Sequence[SiteView]) -> Mapping[str, FileFact]:
        """What tells of other files; only the first share has all of these."""
        jobs = press.last_files(sites) if self.share.is_first else ()
        return {fact.path: fact for fact in map(self._write_file, jobs)}

    def _write_file(self, job: FileJob) -> FileFact:
        digest, size = hashlib.sha256(), 0
        with self._place(job.path).open("wb") as file:
            for piece in job.make():
                digest.update(piece)
                size += file.write(piece)
        return FileFact(job.path, size, digest.hexdigest())

    def _pages(self, jobs: Sequence[PageJob], shell: Shell, listed: frozenset[str]) -> Mapping[int, PageFact]:
        def write(place: int) -> PageFact:
            page = jobs[place].make()
            self._place(f"{page.path}index.html").write_bytes(shell.fill(page).encode())
            return fact_of(page, listed=page.address in listed)

        own = self.share.pages(jobs)
        return dict(zip(own, self._done(PAGES, Workshop(write, own, self.hands)), strict=True))

    def _rest(self, shell: Shell, files: Mapping[str, FileFact], pages: Mapping[int, PageFact]) -> None:
        written = tuple(self._undivided(shell, files)) if self.share.is_first else ()
        facts = ShareFacts(
            share=self.share,
            source=source_digest(self.source),
            url=shell.site.url,
            written=written,
            texts={lang: tuple(shell.texts(lang)) for lang in LANGUAGES},
            pages=pages,
        )
        last = last_files([facts]) if self.share.alone else {FACTS: facts.to_bytes()}
        for path, data in last.items():
            self._place(path).write_bytes(data)

    def _undivided(self, shell: Shell, files: Mapping[str, FileFact]) -> Iterator[str]:
        """What the first share alone writes; yields the paths of hand-written pages."""
        for path, html in shell.written():
            self._place(path if path.endswith(".html") else f"{path}index.html").write_bytes(html.encode())
            yield path
        for path, data in shell.assets():
            self._place(path).write_bytes(data)
        self._place(addresses.MANIFEST).write_bytes(manifest_bytes(describe(self.source, files)))

    def _done(self, stage: str, shop: Workshop[Any, Result]) -> Iterator[Result]:
        for done, result in enumerate(shop.results(), start=1):
            self.tell(stage, done, len(shop.items))
            yield result

    def _place(self, path: str) -> Path:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        return place


def _flat(entries: Sequence[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _flat(entry.entries)
