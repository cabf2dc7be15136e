"""Our own small shell: no theme and no search index, only the frame of `templates/shell/plain.html`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

from minhbach.exact import Lang
from minhbach.site.addresses import UNIT_SCRIPT, relative
from minhbach.site.menu import Entry
from minhbach.site.pages import LANGUAGES, Page, PageJob
from minhbach.site.render import Renderer
from minhbach.site.shells.heads import Site, head_of, title_of, without_twin
from minhbach.site.shells.lean import lean
from minhbach.site.shells.mkdocs_adapter import site_settings
from minhbach.site.shells.slots import Frame, policy_of, slot
from minhbach.site.shells.written import WrittenPages

MISSING = "404.html"
STYLE = "assets/mb-plain.css"
INDEX = "index.html"

_DARK = re.compile(r'\[data-md-color-scheme="slate"\]([^{}]*)(\{[^{}]*\})')
_FOLDER = re.compile(r'((?:href|action)=")((?:[^":?#]*/)?)((?:[?#][^"]*)?")')


@dataclass(frozen=True, kw_only=True, slots=True)
class MenuEntry:
    """An entry as the template needs it: `current` on its own page, `here` on a page below it."""

    title: str
    own: str
    address: str
    current: bool
    here: bool
    entries: tuple[MenuEntry, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What the frame's template is told."""

    name: str
    notes: tuple[str, ...] | None
    menu: tuple[MenuEntry, ...]
    unit_list: str
    policy: bool
    index: str


@dataclass(frozen=True, kw_only=True)
class PlainShell:
    """`docs` are the hand-written pages and assets, `renderers` and `menus` go by language.

    An `offline` site is opened from a folder: its links name the file of each page, and it has no policy, which would
    take a folder for another host.
    """

    site: Site
    docs: Path
    notes: tuple[str, ...] | None
    renderers: Mapping[Lang, Renderer]
    menus: Mapping[Lang, Sequence[Entry]]
    offline: bool = False
    _frames: dict[tuple[Lang, str, int], Frame] = field(default_factory=dict)

    def fill(self, page: Page) -> str:
        frame = self._frame(page.lang, page.address, page.path.count("/"))
        html = frame.fill(
            {
                "title": escape(title_of(self.site, page)),
                "description": escape(page.description),
                "head": head_of(self.site, page.path, page),
                "other": relative(self.site.twin(page.path), page.path),
                "body": page.body,
            }
        )
        return _with_index(html) if self.offline else html

    def _frame(self, lang: Lang, address: str, depth: int) -> Frame:
        """The frame of a page of the menu, or of all others that lie so deep."""
        listed = address if any(address == _address(item) for item in _flat(self.menus[lang])) else "-"
        key = (lang, listed, depth)
        if key not in self._frames:
            self._frames[key] = self._render(lang, listed, depth)
        return self._frames[key]

    def _render(self, lang: Lang, address: str, depth: int) -> Frame:
        surroundings = Surroundings(
            name=self.site.name,
            notes=self.notes,
            menu=tuple(_menu_entry(item, address) for item in self.menus[lang]),
            unit_list=UNIT_SCRIPT,
            policy=not self.offline,
            index=INDEX if self.offline else "",
        )
        # An address that shares no folder with any page: its links go up to the root, and fit all pages as deep as it.
        own_depth = depth - (lang != LANGUAGES[0])
        html = self.renderers[lang].body("shell/plain.html", surroundings, "-/" * own_depth)
        return Frame.of(html.replace(slot("policy"), policy_of(html)))

    def written(self) -> Iterator[tuple[str, str]]:
        yield MISSING, self._missing()
        for lang in LANGUAGES:
            for page in written_pages(self.docs, lang).pages():
                yield page.path, self.fill(page)

    def _missing(self) -> str:
        """Shown at any address whatever: only links from the root are right there."""
        lang = LANGUAGES[0]
        body = self.renderers[lang].body("shell/missing.html", None, "")
        html = self.fill(Page(address=MISSING, title="Không tìm thấy trang", description="", body=body))
        base = "/" + self.site.url.split("://", 1)[-1].partition("/")[2] if self.site.url else "/"
        return re.sub(r'((?:href|src|action|data-mb-finder|data-mb-root)=")\./', rf"\g<1>{base}", _rooted(html))

    def texts(self, lang: Lang) -> Iterator[Mapping[str, str]]:
        for page in written_pages(self.docs, lang).pages():
            yield {"location": page.address, "title": escape(page.title), "text": escape(page.description)}

    def assets(self) -> Iterator[tuple[str, bytes]]:
        folder = self.docs / "assets"
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                path = f"assets/{file.relative_to(folder).as_posix()}"
                yield path, lean(path, file.read_bytes())
        own = (folder / "plain" / "mb-plain.css").read_text(encoding="utf-8")
        yield STYLE, lean(STYLE, (own + _dark((folder / "mb.css").read_text(encoding="utf-8"))).encode())


@dataclass(frozen=True, kw_only=True, slots=True)
class PlainStudio:
    """Nothing has to be rendered before."""

    config_file: Path
    docs: Path
    templates: Sequence[Path]
    notes: tuple[str, ...] | None
    offline: bool = False

    def prepare(self, lang: Lang, menu: Sequence[Entry], jobs: Sequence[PageJob]) -> None:
        """The frames are so small that each is made when it is needed."""

    def shell(self, menus: Mapping[Lang, Sequence[Entry]]) -> PlainShell:
        settings = site_settings(self.config_file)
        own = {lang: frozenset(written_pages(self.docs, lang).addresses()) for lang in LANGUAGES}
        return PlainShell(
            site=Site(name=settings["name"], url=settings["url"], alone=without_twin(own) | {MISSING}),
            docs=self.docs,
            notes=self.notes,
            renderers={lang: Renderer(self.templates, lang) for lang in LANGUAGES},
            menus={lang: tuple(_known(menu, own[lang])) for lang, menu in menus.items()},
            offline=self.offline,
        )


def written_pages(docs: Path, lang: Lang) -> WrittenPages:
    return WrittenPages(docs if lang == LANGUAGES[0] else docs / lang, lang)


def _known(entries: Sequence[Entry], written: frozenset[str]) -> Iterator[Entry]:
    """Without the hand-written pages that are not there: another province need not write them."""
    for entry in entries:
        if not entry.source or _address(entry) in written:
            yield replace(entry, entries=tuple(_known(entry.entries, written)))


def _address(entry: Entry) -> str:
    return f"{entry.source.removesuffix('.md')}/" if entry.source else entry.address


def _flat(entries: Sequence[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _flat(entry.entries)


def _menu_entry(entry: Entry, page: str) -> MenuEntry:
    address = _address(entry)
    below = tuple(_menu_entry(item, page) for item in entry.entries)
    current = address == page
    return MenuEntry(
        title=entry.title,
        own=entry.own or entry.title,
        address=address,
        current=current,
        here=current or any(item.here for item in below),
        entries=below,
    )


def _dark(style: str) -> str:
    """The rules of the dark scheme, for whoever's system is dark: without a theme nothing else switches it."""
    rules = "".join(f'.mb-plain[data-md-color-scheme="default"]{rest}{body}\n' for rest, body in _DARK.findall(style))
    return f"@media screen and (prefers-color-scheme: dark) {{\n{rules}}}\n"


def _with_index(html: str) -> str:
    return _FOLDER.sub(_named, html)


def _named(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}{INDEX}{found[3]}" if found[2] else found[0]


def _rooted(html: str) -> str:
    """Links of a page at the root that begin with the name of a file or folder, written as `./name`."""
    return re.sub(r'((?:href|src|action|data-mb-finder|data-mb-root)=")(?![./#"]|[a-z]+:)', r"\g<1>./", html)
