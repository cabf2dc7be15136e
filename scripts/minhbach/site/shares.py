"""A build in shares: several machines each write a part of a large site, and the parts are joined.

The joined site is the whole build's, byte for byte: each file is written by one share, and what rests on all pages is
written when they are joined.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from minhbach.diagnostics import Text
from minhbach.exact import Lang
from minhbach.site.finish import PageFact, search_index, search_path, site_map
from minhbach.site.pages import LANGUAGES, FileJob, Heading, PageJob

FACTS = ".share.json"
"""What a share says of itself, in its folder; it is no part of the site."""

MISSING = "404.html"


class ShareError(Exception):
    """Parts that do not make up one whole site."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text


@dataclass(frozen=True, slots=True)
class Share:
    """Share `number` of `of`, counted from 1. The first writes what cannot be divided.

    `alone` says that nothing will be joined: this is the site.
    """

    number: int = 1
    of: int = 1
    alone: bool = False

    @property
    def is_first(self) -> bool:
        return self.number == 1

    def pages(self, jobs: Sequence[PageJob]) -> list[int]:
        """The places of this share's pages among all. Pages that tell of files are of the share that wrote those."""
        return [place for place, job in enumerate(jobs) if self._has(0 if job.tells_files else place)]

    def files(self, jobs: Iterable[FileJob]) -> list[FileJob]:
        return [job for place, job in enumerate(jobs) if self._has(place if job.one_of_many else 0)]

    def _has(self, place: int) -> bool:
        return place % self.of == self.number - 1


WHOLE = Share(alone=True)
"""The one share of a site that is built in one go."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShareFacts:
    """What the last step must know of a share: `source` stands for what it was made from, `pages` by their place."""

    share: Share
    source: str
    url: str
    written: tuple[str, ...]
    texts: Mapping[Lang, Sequence[Mapping[str, str]]]
    pages: Mapping[int, PageFact]

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def read(cls, folder: Path) -> ShareFacts:
        """Raises ShareError when the folder is no share."""
        try:
            found = json.loads((folder / FACTS).read_bytes())
            return cls(
                share=Share(**found["share"]),
                source=found["source"],
                url=found["url"],
                written=tuple(found["written"]),
                texts=found["texts"],
                pages={int(place): _page(page) for place, page in found["pages"].items()},
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ShareError(
                Text(
                    f"{folder} không phải một phần của trang web do `minhbach build --shard` tạo ra",
                    f"{folder} is no part of a site made by `minhbach build --shard`",
                )
            ) from error


def _page(found: dict[str, Any]) -> PageFact:
    return PageFact(**{**found, "headings": tuple(Heading(**item) for item in found["headings"])})


def last_files(shares: Sequence[ShareFacts]) -> Mapping[str, bytes]:
    """The files that rest on all pages, by path. Raises ShareError when the shares are not one whole."""
    _refuse_pieces(shares)
    ordered = [page for _, page in sorted(item for share in shares for item in share.pages.items())]
    first = next(share for share in shares if share.share.is_first)
    paths = [page.path for page in ordered] + [path for path in first.written if path != MISSING]
    files = {search_path(lang): search_index(ordered, first.texts[lang], lang) for lang in LANGUAGES}
    return {**files, "sitemap.xml": site_map(first.url, sorted(paths))}


def _refuse_pieces(shares: Sequence[ShareFacts]) -> None:
    of = shares[0].share.of
    numbers = sorted(share.share.number for share in shares)
    if any(share.share.of != of for share in shares) or numbers != list(range(1, of + 1)):
        there = ", ".join(f"{share.share.number}/{share.share.of}" for share in shares)
        raise ShareError(
            Text(
                f"Các phần không ghép thành một trang web: có {there}; cần mỗi phần từ 1 đến {of} đúng một lần",
                f"The parts do not make up one site: there are {there}; each part from 1 to {of} is needed once",
            )
        )
    if len({share.source for share in shares}) > 1:
        raise ShareError(
            Text(
                "Các phần được tạo từ số liệu khác nhau; tạo lại mọi phần từ cùng một bản ghi git",
                "The parts were made from different data; make all of them anew from the same commit",
            )
        )
