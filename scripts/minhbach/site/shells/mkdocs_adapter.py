"""The one place that knows MkDocs: lets it render the frames that pages are filled into, and the hand-written pages.

Of a generated page MkDocs sees no more than where it stands in the menu and, where the page shows them, its headings.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from minhbach.exact import Lang
from minhbach.site.menu import Entry
from minhbach.site.pages import Heading
from minhbach.site.shells.prose import scrolled
from minhbach.site.shells.slots import slot

PLAN_KEY = "minhbach_plan"
"""Where the plan of a run lies in `config.extra`."""

DEEPEST = 3
"""The level of headings that is not shown beside the text."""

PLAIN = "mbslot/"
"""The address of the frame of every page that is not in the menu."""


class EngineError(Exception):
    """MkDocs or its theme could not be run; the message is its own."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One run, in one language: the menu, the pages that show headings beside their text, the lines of the banner."""

    lang: Lang
    menu: Sequence[Entry]
    headings: Mapping[str, Sequence[Heading]] = field(default_factory=dict)
    notes: tuple[str, ...] | None = None
    timestamp: int = 0


def site_settings(config_file: Path) -> Mapping[str, str]:
    """Name and address of the site, as its settings say. Raises EngineError."""
    try:
        config = load_config(str(config_file))
    except MkDocsException as error:
        raise EngineError(str(error)) from error
    return {"name": config.site_name, "url": config.site_url or ""}


def render_frames(config_file: Path, docs: Path, out: Path, plan: Plan) -> Mapping[str, str]:
    """Render the frames and the hand-written pages of one language into `out`. Raises EngineError.

    Gives the name and the address of the site, as its settings say.
    """
    try:
        with _repeatable(plan.timestamp):
            config = load_config(str(config_file), docs_dir=str(docs), site_dir=str(out), strict=True)
            config.extra[PLAN_KEY] = plan
            build_with_mkdocs(config)
        return {"name": config.site_name, "url": config.site_url or ""}
    except MkDocsException as error:
        raise EngineError(str(error)) from error


@contextmanager
def _repeatable(timestamp: int) -> Iterator[None]:
    """The date of the data instead of the clock, and no chatter, while the engine runs."""
    logger = logging.getLogger("mkdocs")
    before, level = os.environ.get("SOURCE_DATE_EPOCH"), logger.level
    os.environ["SOURCE_DATE_EPOCH"] = str(timestamp)
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


class Adapter:
    """The events of a run."""

    def __init__(self) -> None:
        self.plan: Plan | None = None
        self.frames: dict[str, str] = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        plan = config.extra.pop(PLAN_KEY, None)
        if not isinstance(plan, Plan):
            raise PluginError(
                "Trang web gồm các trang do số liệu tạo ra: chạy `minhbach build`, không chạy `mkdocs` riêng. "
                "(Pages come from data: run `minhbach build`, not `mkdocs` alone.)"
            )
        self.plan = plan
        menu = [entry for entry in plan.menu if _known(entry, config)]
        self.frames = {_source_path(address): address for address in (PLAIN, *_addresses(menu))}
        config.nav = [_nav(entry) for entry in menu]
        _speak(config, plan.lang)
        config.extra["illustrative"] = [escape(note) for note in plan.notes] or [""] if plan.notes is not None else []
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        for path, address in self.frames.items():
            if files.get_file_from_path(path) is None:
                files.append(File.generated(config, path, content=self._front_matter(address)))
        for path in _shared_assets(Path(config.docs_dir)):
            files.append(File.generated(config, path, content=b""))
        return files

    def on_page_content(self, html: str, *, page: MkDocsPage, **_: object) -> str:
        """What is returned here is what the search reads: nothing of a frame."""
        if not page.file.generated_by:
            return scrolled(html, self.plan.lang) if self.plan else html
        page.toc = _toc(self._headings(self.frames[page.file.src_uri]))
        return ""

    def on_page_context(self, context: Any, *, page: MkDocsPage, **_: object) -> Any:
        """Runs after the search plugin has read the page."""
        if page.file.generated_by:
            page.content = f"<h1></h1>{slot('body')}"
        return context

    def _front_matter(self, address: str) -> str:
        hidden = ["navigation"] if self._headings(address) else ["navigation", "toc"]
        meta = {"title": slot("title"), "description": slot("description"), "hide": hidden}
        return f"---\n{json.dumps(meta, ensure_ascii=False)}\n---\n"

    def _headings(self, address: str) -> Sequence[Heading]:
        return self.plan.headings.get(address, ()) if self.plan else ()


def _addresses(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        if not entry.source:
            yield entry.address
        yield from _addresses(entry.entries)


def _shared_assets(docs: Path) -> Iterator[str]:
    """Pictures and other files that lie beside the folder of another language: its pages may name them as their own."""
    folder = docs.parent / "assets"
    if (docs / "assets").is_dir() or not folder.is_dir():
        return
    for file in sorted(folder.rglob("*.png")):
        yield f"assets/{file.relative_to(folder).as_posix()}"


def _source_path(address: str) -> str:
    return f"{address}index.md"


def _known(entry: Entry, config: MkDocsConfig) -> bool:
    """Whether the hand-written page that an entry names is there: another province need not write one."""
    return not entry.source or Path(config.docs_dir, entry.source).is_file()


def _nav(entry: Entry) -> dict[str, Any]:
    title, path = escape(entry.title), entry.source or _source_path(entry.address)
    own = {escape(entry.own or entry.title): path}
    return {title: [own, *(_nav(item) for item in entry.entries)]} if entry.entries else {title: path}


def _speak(config: MkDocsConfig, lang: Lang) -> None:
    """The theme's own words, and those of the settings, in the language of the run."""
    config.theme["language"] = lang
    words = config.extra.get("words", {}).get(lang, {})
    config.site_description = words.get("description", config.site_description)
    config.copyright = words.get("copyright", config.copyright)
    for palette, name in zip(config.theme["palette"], words.get("palette", ()), strict=False):
        palette["toggle"]["name"] = name


def _toc(found: Sequence[Heading]) -> TableOfContents:
    top = AnchorLink("", "noi-dung", 1)
    children = [AnchorLink(escape(item.title), item.id, item.level) for item in found if 1 < item.level < DEEPEST]
    top.children.extend(children)
    return TableOfContents([top])
