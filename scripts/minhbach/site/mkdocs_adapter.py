"""The one place that knows MkDocs while a site is built: hands it our finished pages and files, and the menu.

Markdown never touches a generated page: MkDocs sees a title and a description, the finished body goes in at the end.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from minhbach.site.menu import Entry, build_menu
from minhbach.site.pages import Asset, Page, headings
from minhbach.site.past import gather_here
from minhbach.site.press import press
from minhbach.site.render import Renderer
from minhbach.site.source import SiteSource

SOURCE_KEY = "minhbach_source"
"""Where a caller that has already gathered the data leaves it in `config.extra`."""


DEEPEST = 3
"""The level of headings that is searched but not shown beside the text."""


class Adapter:
    """The events of a build. `root` is the repository whose data is shown, unless the caller left a source."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pages: dict[str, Page] = {}
        self.assets: list[Asset] = []

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        source = config.extra.pop(SOURCE_KEY, None) or gather_here(self.root)
        own, engine = Path(config.docs_dir) / "templates", self.root / "site_src" / "templates"
        items = list(press(source, Renderer([own, engine])))
        self.pages = {_source_path(item.address): item for item in items if isinstance(item, Page)}
        self.assets = [item for item in items if isinstance(item, Asset)]
        config.nav = [_nav(entry) for entry in build_menu(source)]
        config.extra["illustrative"] = _banner(source)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        for path, page in self.pages.items():
            if files.get_file_from_path(path) is None:
                files.append(File.generated(config, path, content=_front_matter(page)))
        for asset in self.assets:
            files.append(File.generated(config, asset.path, content=asset.data))
        return files

    def on_page_content(self, html: str, *, page: MkDocsPage, **_: object) -> str:
        """What is returned here is what the full-text search reads."""
        ours = self._ours(page)
        if ours is None:
            return html
        page.toc = _toc(ours)
        return _index_text(ours)

    def on_page_context(self, context: Any, *, page: MkDocsPage, **_: object) -> Any:
        """Runs after the search plugin has read the page."""
        ours = self._ours(page)
        if ours is not None:
            page.content = ours.body
        return context

    def _ours(self, page: MkDocsPage) -> Page | None:
        return self.pages.get(page.file.src_uri) if page.file.generated_by else None


def _source_path(address: str) -> str:
    return f"{address}index.md"


def _front_matter(page: Page) -> str:
    """The theme prints title and description as they are, so they are escaped here."""
    meta = {
        "title": escape(page.title),
        "description": escape(page.description),
        "hide": ["navigation"] if page.aside else ["navigation", "toc"],
    }
    return f"---\n{json.dumps(meta, ensure_ascii=False)}\n---\n"


def _nav(entry: Entry) -> dict[str, Any]:
    title, path = escape(entry.title), entry.source or _source_path(entry.address)
    return {title: [path, *(_nav(item) for item in entry.entries)]} if entry.entries else {title: path}


def _banner(source: SiteSource) -> list[str]:
    """The lines of the banner; none when all data are real. Escaped, as the theme prints them as they are."""
    return [escape(note) for note in source.notes] or [""] if source.illustrative else []


def _index_text(page: Page) -> str:
    lines = [f'<h1 id="noi-dung">{escape(page.title)}</h1>', f"<p>{escape(page.description)}</p>"]
    found = headings(page.body) if page.searched else ()
    lines += [f'<h2 id="{item.id}">{escape(item.title)}</h2>' for item in found if item.level > 1]
    return "\n".join(lines)


def _toc(page: Page) -> TableOfContents:
    top: AnchorLink | None = None
    links: list[AnchorLink] = []
    for heading in headings(page.body):
        if heading.level == DEEPEST:
            continue
        link = AnchorLink(escape(heading.title), heading.id, heading.level)
        if heading.level == 1 and top is None:
            top = link
            links.append(link)
        else:
            (top.children if top else links).append(link)
    return TableOfContents(links)
