"""The download pages: each file with its size, rows and digest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from minhbach.exact import written
from minhbach.site import addresses
from minhbach.site.contexts.view import Head, RoundView
from minhbach.site.source import RoundSource
from minhbach.site.writing import file_size


@dataclass(frozen=True, kw_only=True, slots=True)
class DownloadFile:
    title: str
    name: str
    address: str
    kind: str
    rows: str
    size: str
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundData:
    head: Head
    files: tuple[DownloadFile, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundDataPage:
    head: Head
    address: str
    files: tuple[DownloadFile, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DataPage:
    address: str
    rounds: tuple[RoundData, ...]


def download_files(source: RoundSource, word: str = "") -> tuple[DownloadFile, ...]:
    """The downloads of a round; with a word only those whose file name has it as a part between hyphens."""
    files = []
    for item in source.downloads:
        name = item.path.rpartition("/")[2]
        stem, _, kind = name.rpartition(".")
        if word and word not in stem.split("-"):
            continue
        files.append(
            DownloadFile(
                title=item.title.vi,
                name=name,
                address=item.path,
                kind=kind.upper(),
                rows=written(item.rows),
                size=file_size(len(item.data)),
                sha256=sha256(item.data).hexdigest(),
            )
        )
    return tuple(files)


def build_round(view: RoundView) -> RoundDataPage:
    return RoundDataPage(head=view.head, address=addresses.data(view.id), files=download_files(view.source))


def build(views: Iterable[RoundView]) -> DataPage:
    rounds = tuple(RoundData(head=view.head, files=download_files(view.source)) for view in views)
    return DataPage(address=addresses.DATA, rounds=rounds)
