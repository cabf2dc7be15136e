"""What the API offers, for people: every kind of document with its schema, and those of one round to click on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minhbach.export.api import places
from minhbach.export.api.site_wide import index_document
from minhbach.site.contexts.view import Link, RoundView
from minhbach.site.writing import Writer


@dataclass(frozen=True, kw_only=True, slots=True)
class ApiDocument:
    """A kind of document. `address` may hold `{round}` and the like, `link` is empty then; `schema` is a file."""

    title: str
    address: str
    link: str
    schema: str


def api_documents(write: Writer) -> tuple[ApiDocument, ...]:
    """The index first, then what it lists."""
    index = ApiDocument(
        title=write.say("Mục lục", "Index"), address=places.INDEX, link=places.INDEX, schema=places.schema("index")
    )
    return index, *(
        ApiDocument(
            title=item["title"][write.lang] or item["title"]["vi"],
            address=item["address"],
            link="" if "{" in item["address"] else item["address"],
            schema=item["schema"],
        )
        for item in index_document(())["documents"]
    )


def round_documents(view: RoundView) -> tuple[Link, ...]:
    """The documents of a round but those of single units and criteria."""
    return tuple(_of_round(view))


def _of_round(view: RoundView) -> Iterator[Link]:
    say = view.write.say
    yield Link(say("Đơn vị", "Units"), places.units(view.id))
    for tier in view.criteria.tiers:
        title = view.write.text(tier.title)
        yield Link(say(f"Xếp hạng {title}", f"Ranking of {title}"), places.ranking(view.id, tier.slug))
    yield Link(say("Bộ tiêu chí", "Criteria"), places.criteria(view.id))
    yield Link(say("Thay đổi giữa các lần công bố", "Changes between publications"), places.changes(view.id))
    yield Link(say("Các bản công bố", "Releases"), places.releases(view.id))
