"""The download pages: each file with its size, rows and digest, what its columns mean, how to name and read it."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.export.datapackage import datapackage_path
from minhbach.site import addresses
from minhbach.site.contexts.api_documents import ApiDocument, api_documents, round_documents
from minhbach.site.contexts.data_dictionary import FileColumns, dictionary
from minhbach.site.contexts.proof import Edition, editions
from minhbach.site.contexts.releases import Release, releases
from minhbach.site.contexts.view import Head, Link, RoundView, SiteView

DICTIONARY = "tu-dien"
"""Where the data page explains the columns."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DownloadFile:
    title: str
    name: str
    address: str
    kind: str
    rows: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """A release, and the record that it is."""

    release: Release
    record: Edition


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundData:
    """`page` is the round's own data page, `package` the description of its files for machines."""

    head: Head
    page: str
    package: str
    files: tuple[DownloadFile, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundDataPage:
    """`citation` is what to write under a table made from the files; the address follows it."""

    head: Head
    address: str
    dictionary: str
    package: str
    files: tuple[DownloadFile, ...]
    documents: tuple[Link, ...]
    records: tuple[ReleaseRecord, ...]
    citation: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DataPage:
    address: str
    rounds: tuple[RoundData, ...]
    documents: tuple[ApiDocument, ...]
    dictionary: tuple[FileColumns, ...]


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
    pairs = zip(releases(view), editions(view), strict=True)
    return RoundDataPage(
        head=view.head,
        address=addresses.data(view.id),
        dictionary=f"{addresses.DATA}#{DICTIONARY}",
        package=datapackage_path(view.id),
        files=download_files(view),
        documents=round_documents(view),
        records=tuple(ReleaseRecord(release, record) for release, record in pairs),
        citation=citation(view),
    )


def citation(view: RoundView) -> str:
    """Province, round, which results they are, licence: `Tỉnh …, «…». Kết quả chính thức, …, bản 1.0. CC BY 4.0.`"""
    province, title = view.register.province.name, view.write.text(view.round.title)
    quoted = view.write.say(f"«{title}»", f"“{title}”")
    newest = next(zip(releases(view), editions(view), strict=True), None)
    status = _published(view, *newest) if newest is not None else view.head.status
    return f"{province[:1].upper()}{province[1:]}, {quoted}. {status}. CC BY 4.0."


def _published(view: RoundView, release: Release, record: Edition) -> str:
    """By the number of the release alone: an edition's own name beside it would be a second number."""
    say, by = view.write.say, record.decision
    return say(
        f"{record.title}, số liệu đến {record.figures_as_of}, công bố {record.published}"
        f"{f' theo {by}' if by else ''}, bản {release.number}",
        f"{record.title}, figures as of {record.figures_as_of}, published {record.published}"
        f"{f' by {by}' if by else ''}, release {release.number}",
    )


def build(site: SiteView) -> DataPage:
    return DataPage(
        address=addresses.DATA,
        rounds=tuple(_round(view) for view in site.rounds),
        documents=api_documents(site.write),
        dictionary=dictionary(site.write),
    )


def _round(view: RoundView) -> RoundData:
    return RoundData(
        head=view.head, page=addresses.data(view.id), package=datapackage_path(view.id), files=download_files(view)
    )
