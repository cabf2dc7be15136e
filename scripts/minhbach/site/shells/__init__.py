"""What stands around the body of a page: header, menu and footer. A shell is one way to put them there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from minhbach.exact import Lang
from minhbach.site.menu import Entry
from minhbach.site.pages import Page, PageJob
from minhbach.site.shells.heads import Site


class Shell(Protocol):
    """Fills finished pages of every language into its frames."""

    @property
    def site(self) -> Site: ...

    def fill(self, page: Page) -> str:
        """The whole HTML document of a page."""

    def written(self) -> Iterator[tuple[str, str]]:
        """Path and HTML of each hand-written page, with `404.html`; paths of pages end in a slash."""

    def texts(self, lang: Lang) -> Iterator[Mapping[str, str]]:
        """The entries of the search for the hand-written pages: location, title, text."""

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Path and content of each style sheet, script and picture that pages of this shell ask for."""


class Studio(Protocol):
    """Makes a shell: what can be rendered once is rendered before any page."""

    def prepare(self, lang: Lang, menu: Sequence[Entry], jobs: Sequence[PageJob]) -> None:
        """Render the frames of a language; may run in a process of its own, and leaves what it made in a folder."""

    def shell(self, menus: Mapping[Lang, Sequence[Entry]]) -> Shell:
        """The shell, once every language is prepared."""
