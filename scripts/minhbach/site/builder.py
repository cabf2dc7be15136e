"""Builds the whole site beside its place and moves it there in one step, so that nothing is ever half written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from minhbach.diagnostics import Text
from minhbach.site.addresses import UNIT_LIST
from minhbach.site.assembly import Assembly, Tell, silent
from minhbach.site.shares import FACTS, Share, ShareError, ShareFacts, last_files
from minhbach.site.shells import Studio
from minhbach.site.shells.material import MaterialStudio
from minhbach.site.shells.mkdocs_adapter import EngineError
from minhbach.site.source import SiteSource

ENGINE = Path(__file__).resolve().parents[3]
"""The repository of the engine; its site_src and mkdocs.yml serve a data repository that has none."""

ShellName = Literal["material", "plain"]


class BuildError(Exception):
    """The site could not be built; the old one is still in its place."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text


@dataclass(frozen=True, slots=True)
class Built:
    out: Path
    pages: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """How to build: in which shell, which share of the site, with how many processes (None: as many as there are)."""

    shell: ShellName = "material"
    share: Share = field(default_factory=Share)
    hands: int | None = None
    tell: Tell = silent


def build_site(source: SiteSource, root: Path, out: Path, wish: Wish | None = None) -> Built:
    """Raises BuildError."""
    wish = wish or Wish()
    _refuse_other_results(source)
    with _fresh(out) as (fresh, folder):
        try:
            Assembly(
                source=source,
                studio=_studio(source, root, folder / "frames", wish.shell),
                templates=[place / "templates" for place in (_pages(root), ENGINE / "site_src")],
                folder=fresh,
                share=wish.share,
                hands=wish.hands,
                tell=wish.tell,
            ).run()
        except EngineError as error:
            raise BuildError(Text(str(error))) from error
    return _built(out)


def join_shares(parts: Sequence[Path], out: Path) -> Built:
    """Put the shares of a site together. Raises BuildError."""
    try:
        facts = [ShareFacts.read(part) for part in parts]
        last = last_files(facts)
    except ShareError as error:
        raise BuildError(error.text) from error
    with _fresh(out) as (fresh, _):
        for part in parts:
            shutil.copytree(part, fresh, dirs_exist_ok=True, ignore=shutil.ignore_patterns(FACTS))
        for path, data in last.items():
            place = fresh / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    return _built(out)


def _pages(root: Path) -> Path:
    """The hand-written pages of a data repository, or the engine's."""
    own = root / "site_src"
    return own if own.is_dir() else ENGINE / "site_src"


def _studio(source: SiteSource, root: Path, folder: Path, shell: ShellName) -> Studio:
    own = root / "mkdocs.yml"
    return MaterialStudio(
        config_file=own if own.is_file() else ENGINE / "mkdocs.yml",
        docs=_pages(root),
        folder=folder,
        notes=source.notes if source.illustrative else None,
        timestamp=source.timestamp,
    )


def _built(out: Path) -> Built:
    return Built(out.resolve(), sum(1 for _ in out.rglob("*.html")))


@contextmanager
def _fresh(out: Path) -> Iterator[tuple[Path, Path]]:
    """An empty folder that takes the place of `out` at the end if nothing failed, and one that is thrown away."""
    out = out.resolve()
    _refuse_foreign_folder(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".site-", dir=out.parent) as name:
        folder = Path(name)
        fresh = folder / "site"
        fresh.mkdir()
        yield fresh, folder
        _replace(fresh, out, folder / "old")


def _refuse_other_results(source: SiteSource) -> None:
    """What was published is shown as it was published, or not at all."""
    for item in source.diagnostics:
        if item.code == "record-result":
            place = item.location.path
            raise BuildError(Text(f"{place}: {item.message.vi}. {item.hint.vi}", f"{place}: {item.message.in_('en')}"))


def _refuse_foreign_folder(out: Path) -> None:
    """A mistyped `--out` must never delete somebody's files."""
    ours = any((out / name).is_file() for name in (UNIT_LIST, FACTS))
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not ours)):
        raise BuildError(
            Text(
                f"{out} đã có nội dung khác, không phải trang web do lệnh này tạo ra. Chọn thư mục khác bằng --out",
                f"{out} holds something else than a site of this command. Choose another folder with --out",
            )
        )


def _replace(fresh: Path, out: Path, old: Path) -> None:
    if not out.exists():
        fresh.rename(out)
        return
    out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        old.rename(out)
        raise
