"""Builds the whole site beside its place and moves it there in one step, so that nothing is ever half written."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from minhbach.diagnostics import Text
from minhbach.site.addresses import UNIT_LIST
from minhbach.site.mkdocs_adapter import SOURCE_KEY
from minhbach.site.source import SiteSource

ENGINE = Path(__file__).resolve().parents[3]
"""The repository of the engine; its site_src and mkdocs.yml serve a data repository that has none."""


class BuildError(Exception):
    """The site could not be built; the old one is still in its place."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text


@dataclass(frozen=True, slots=True)
class Built:
    out: Path
    pages: int


def build_site(source: SiteSource, root: Path, out: Path) -> Built:
    """Raises BuildError."""
    _refuse_other_results(source)
    out = out.resolve()
    _refuse_foreign_folder(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".site-", dir=out.parent) as folder:
        fresh = Path(folder, "site")
        with _repeatable(source.timestamp):
            _run_mkdocs(source, root, fresh)
        _replace(fresh, out, Path(folder, "old"))
    return Built(out, sum(1 for _ in out.rglob("*.html")))


def _refuse_other_results(source: SiteSource) -> None:
    """What was published is shown as it was published, or not at all."""
    for item in source.diagnostics:
        if item.code == "record-result":
            place = item.location.path
            raise BuildError(Text(f"{place}: {item.message.vi}. {item.hint.vi}", f"{place}: {item.message.in_('en')}"))


def _refuse_foreign_folder(out: Path) -> None:
    """A mistyped `--out` must never delete somebody's files."""
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / UNIT_LIST).is_file())):
        raise BuildError(
            Text(
                f"{out} đã có nội dung khác, không phải trang web do lệnh này tạo ra. Chọn thư mục khác bằng --out",
                f"{out} holds something else than a site of this command. Choose another folder with --out",
            )
        )


def _run_mkdocs(source: SiteSource, root: Path, site: Path) -> None:
    own = root / "mkdocs.yml"
    pages = root / "site_src"
    options = {"docs_dir": str(pages)} if pages.is_dir() and not own.is_file() else {}
    try:
        config = load_config(
            str(own if own.is_file() else ENGINE / "mkdocs.yml"), site_dir=str(site), strict=True, **options
        )
        config.extra[SOURCE_KEY] = source
        build_with_mkdocs(config)
    except MkDocsException as error:
        raise BuildError(Text(str(error))) from error


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
