"""Builds the whole site beside its place and moves it there in one step, so that nothing is ever half written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from minhbach.diagnostics import Severity, Text
from minhbach.reading.tiles import PATH as TILES
from minhbach.site.addresses import UNIT_LIST
from minhbach.site.assembly import Assembly, Tell, silent
from minhbach.site.shares import FACTS, WHOLE, Share, ShareError, ShareFacts, last_files
from minhbach.site.shells import Studio
from minhbach.site.shells.material import MaterialStudio
from minhbach.site.shells.mkdocs_adapter import EngineError
from minhbach.site.shells.plain import PlainStudio
from minhbach.site.source import SiteSource
from minhbach.writing import write_file

ENGINE = Path(__file__).resolve().parents[3]
"""The repository of the engine; its site_src and mkdocs.yml serve a data repository that has none."""

ARCHIVE = "minhbach"
"""The folder inside an archive, so that unpacking it fills nobody's own folder."""

ShellName = Literal["material", "plain", "offline"]


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
    """How to build: in which `kind` of shell, which share of the site, with how many processes.

    `hands` None stands for as many processes as there are processors.
    """

    kind: ShellName = "material"
    share: Share = WHOLE
    hands: int | None = None
    tell: Tell = silent


def build_site(source: SiteSource, root: Path, out: Path, wish: Wish | None = None) -> Built:
    """Raises BuildError."""
    wish = wish or Wish()
    _refuse_other_results(source)
    _refuse_faulty_map(source)
    with _fresh(out) as (fresh, folder):
        try:
            Assembly(
                source=source,
                studio=_studio(source, root, folder / "frames", wish.kind),
                templates=_templates(root),
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


def build_zip(source: SiteSource, root: Path, file: Path, wish: Wish) -> int:
    """The site as one archive that opens without a network or a server; gives its pages. Raises BuildError."""
    with TemporaryDirectory(prefix=".site-") as name:
        folder = Path(name, ARCHIVE)
        built = build_site(source, root, folder, replace(wish, kind="offline"))
        write_file(file, _zipped(folder))
    return built.pages


def _zipped(folder: Path) -> bytes:
    """The same bytes for the same files: in the order of their names, without times."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = ZipInfo(f"{ARCHIVE}/{path.relative_to(folder).as_posix()}")
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, path.read_bytes())
    return data.getvalue()


def _pages(root: Path) -> Path:
    """The hand-written pages of a data repository, or the engine's; a map of tiles alone makes no pages."""
    own = root / "site_src"
    return own if (own / "assets").is_dir() else ENGINE / "site_src"


def _templates(root: Path) -> list[Path]:
    return [place / "templates" for place in (_pages(root), ENGINE / "site_src")]


def _studio(source: SiteSource, root: Path, folder: Path, shell: ShellName) -> Studio:
    own = root / "mkdocs.yml"
    config_file = own if own.is_file() else ENGINE / "mkdocs.yml"
    notes = source.notes if source.illustrative else None
    if shell == "material":
        return MaterialStudio(
            config_file=config_file, docs=_pages(root), folder=folder, notes=notes, timestamp=source.timestamp
        )
    return PlainStudio(
        config_file=config_file,
        docs=_pages(root),
        templates=_templates(root),
        notes=notes,
        offline=shell == "offline",
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


def _refuse_faulty_map(source: SiteSource) -> None:
    """A unit that is missing from the map, or stands in a wrong place, is not seen by whoever made the fault."""
    for item in source.diagnostics:
        if item.location.path == TILES and item.severity is Severity.ERROR:
            place = f"{item.location.path}:{item.location.line}:{item.location.column}"
            raise BuildError(
                Text(
                    f"{place}: {item.message.vi}. {item.hint.vi}",
                    f"{place}: {item.message.in_('en')}. {item.hint.in_('en')}",
                )
            )


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
