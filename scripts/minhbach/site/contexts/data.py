"""The download pages: each file with its size, rows and digest."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.site import addresses
from minhbach.site.contexts.view import Head, RoundView, SiteView


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


def download_files(view: RoundView, word: str = "") -> tuple[DownloadFile, ...]:
    """The downloads of a round; with a word only those whose file name has it as a part between hyphens."""
    write = view.write
    files = []
    for item in view.source.downloads:
        name = item.path.rpartition("/")[2]
        stem, _, kind = name.rpartition(".")
        if word and word not in stem.split("-"):
            continue
        fact = view.fact(item)
        files.append(
            DownloadFile(
                title=write.text(item.title),
                name=name,
                address=item.path,
                kind=kind.upper(),
                rows=write.number(item.rows),
                size=write.file_size(fact.size),
                sha256=fact.sha256,
            )
        )
    return tuple(files)


def build_round(view: RoundView) -> RoundDataPage:
    return RoundDataPage(head=view.head, address=addresses.data(view.id), files=download_files(view))


def build(site: SiteView) -> DataPage:
    views = site.rounds
    rounds = tuple(RoundData(head=view.head, files=download_files(view)) for view in views)
    return DataPage(address=addresses.DATA, rounds=rounds)
