"""The default shell: Material for MkDocs renders each frame once, and pages are filled into it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path

from minhbach.exact import Lang
from minhbach.site.addresses import in_language, relative
from minhbach.site.menu import Entry
from minhbach.site.pages import LANGUAGES, Page, PageJob, headings
from minhbach.site.shells.heads import Site, head_of, without_twin
from minhbach.site.shells.lean import lean
from minhbach.site.shells.links import moved
from minhbach.site.shells.mkdocs_adapter import PLAIN, Plan, render_frames
from minhbach.site.shells.slots import Frame, policy_of, slot

MISSING = "404.html"
SEARCH = "search/search_index.json"
SETTINGS = "settings.json"

_BLANK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, kw_only=True, slots=True)
class MaterialStudio:
    """`docs` are the hand-written pages, those of other languages in folders below; results go to `folder`."""

    config_file: Path
    docs: Path
    folder: Path
    notes: tuple[str, ...] | None
    timestamp: int

    def prepare(self, lang: Lang, menu: Sequence[Entry], jobs: Sequence[PageJob]) -> None:
        beside = {job.address: headings(job.make().body) for job in jobs if job.aside}
        plan = Plan(lang=lang, menu=menu, headings=beside, notes=self.notes, timestamp=self.timestamp)
        settings = render_frames(self.config_file, self._docs(lang), self.folder / lang, plan)
        (self.folder / lang / SETTINGS).write_text(json.dumps(dict(settings)), encoding="utf-8")

    def _docs(self, lang: Lang) -> Path:
        """A province need not write pages in every language."""
        docs = self.docs if lang == LANGUAGES[0] else self.docs / lang
        if docs.is_dir():
            return docs
        empty = self.folder / f"no-{lang}"
        empty.mkdir(parents=True)
        return empty

    def shell(self, menus: Mapping[Lang, Sequence[Entry]]) -> MaterialShell:  # noqa: ARG002  # frames have the menu
        settings = json.loads((self.folder / LANGUAGES[0] / SETTINGS).read_text(encoding="utf-8"))
        own = {lang: _written_addresses(self.folder / lang) for lang in LANGUAGES}
        site = Site(name=settings["name"], url=settings["url"], alone=without_twin(own))
        return MaterialShell(site=site, folder=self.folder, own=own)


def _written_addresses(below: Path) -> frozenset[str]:
    """The hand-written pages of a language: every file without a slot for a body."""
    files = (file for file in below.rglob("*.html") if file.name != MISSING)
    return frozenset(
        _address_of(file.relative_to(below)) for file in files if slot("body") not in file.read_text(encoding="utf-8")
    )


@dataclass(frozen=True, kw_only=True)
class MaterialShell:
    """Frames and hand-written pages (`own`) as MkDocs left them, a folder a language below `folder`."""

    site: Site
    folder: Path
    own: Mapping[Lang, frozenset[str]]
    _frames: dict[tuple[Lang, str, int], Frame] = field(default_factory=dict)

    def fill(self, page: Page) -> str:
        values = {
            "title": escape(page.title),
            "description": escape(page.description),
            "head": head_of(self.site, page.path, page),
            "other": relative(self.site.twin(page.path), page.path),
            "body": page.body,
        }
        return self._frame(page).fill(values)

    def _frame(self, page: Page) -> Frame:
        """A page of the menu has a frame of its own, in which its entry is marked."""
        address = page.address if (page.lang, page.address) in self._of_menu else PLAIN
        depth = page.path.count("/")
        key = (page.lang, address, depth)
        if key not in self._frames:
            file = self.folder / page.lang / address / "index.html"
            self._frames[key] = _read_frame(file, address, depth, page.lang)
        return self._frames[key]

    @cached_property
    def _of_menu(self) -> frozenset[tuple[Lang, str]]:
        return frozenset(
            (lang, address)
            for lang in LANGUAGES
            for file in (self.folder / lang).rglob("index.html")
            if (address := _address_of(file.relative_to(self.folder / lang))) not in self.own[lang]
        )

    def written(self) -> Iterator[tuple[str, str]]:
        missing = _mended((self.folder / LANGUAGES[0] / MISSING).read_text(encoding="utf-8"))
        yield MISSING, _with_policy(missing, {})
        for lang in LANGUAGES:
            for address in sorted(self.own[lang]):
                path = in_language(address, lang)
                html = _mended((self.folder / lang / address / "index.html").read_text(encoding="utf-8"))
                html = moved(html, address, path.count("/"), lang)
                values = {"head": head_of(self.site, path), "other": relative(self.site.twin(path), path)}
                yield path, _with_policy(html, values)

    def texts(self, lang: Lang) -> Iterator[Mapping[str, str]]:
        index = json.loads((self.folder / lang / SEARCH).read_text(encoding="utf-8"))
        own = self.own[lang]
        yield from (entry for entry in index["docs"] if entry["location"].partition("#")[0] in own)

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """The theme's files and those of the site; every language asks for the same."""
        below = self.folder / LANGUAGES[0]
        for file in sorted(below.rglob("*")):
            path = file.relative_to(below).as_posix()
            if file.is_file() and file.suffix not in (".html", ".gz") and path not in (SEARCH, SETTINGS, "sitemap.xml"):
                yield path, lean(path, file.read_bytes())


def _read_frame(file: Path, address: str, depth: int, lang: Lang) -> Frame:
    # The theme indents by many lines and blanks; between the tags of a frame they mean no more than one.
    html = _BLANK.sub("\n", _mended(file.read_text(encoding="utf-8"))).replace("<h1></h1>", "")
    html = moved(html, address, depth, lang)
    return Frame.of(html.replace(slot("policy"), policy_of(html)))


def _mended(html: str) -> str:
    """The theme leaves the number of a section's entry empty, where the keyboard is to stop."""
    return html.replace(' tabindex=""', ' tabindex="0"')


def _with_policy(html: str, values: Mapping[str, str]) -> str:
    return Frame.of(html).fill({**values, "policy": policy_of(html)})


def _address_of(path: Path) -> str:
    text = path.as_posix()
    return text.removesuffix("index.html") if path.name == "index.html" else text
