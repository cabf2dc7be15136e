"""How anybody can check an edition: its record with digest, tag and commit, the command, and what stood open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from minhbach.model.record import Blocker, Record
from minhbach.publication.ledger import tag_name
from minhbach.site import addresses
from minhbach.site.contexts.edition import edition_title
from minhbach.site.contexts.view import Link, RoundView
from minhbach.site.pages import FileJob

SHORT = 12
"""Characters of a commit id that are shown."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """What stood open when an edition was published, and the unit it is about."""

    text: str
    unit: Link | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """A published edition. `sha256` is that of the whole file, as `sha256sum` prints it; empty without the file."""

    name: str
    title: str
    figures_as_of: str
    published: str
    decision: str
    reason: str
    open_items: tuple[OpenItem, ...]
    command: str
    tag: str
    revision: str
    sha256: str
    size: str
    address: str
    shown: bool


def editions(view: RoundView) -> tuple[Edition, ...]:
    """The editions that the phase shows, the newest first."""
    return tuple(_edition(view, record) for record in reversed(view.editions))


def _edition(view: RoundView, record: Record) -> Edition:
    data = view.source.record_files.get(record.edition)
    return Edition(
        name=record.edition,
        title=edition_title(record, view.write),
        figures_as_of=view.write.day(record.figures_as_of),
        published=view.write.day(record.published),
        decision=record.decision or "",
        reason=record.reason or "",
        open_items=tuple(_open_item(view, item) for item in record.blockers),
        command=f"minhbach verify {view.id} {record.edition}",
        tag=tag_name(view.id, record.edition),
        revision=record.revision[:SHORT],
        sha256=sha256(data).hexdigest() if data is not None else "",
        size=view.write.file_size(len(data)) if data is not None else "",
        address=addresses.record(view.id, record.edition) if data is not None else "",
        shown=view.results is not None and record is view.results.record,
    )


def _open_item(view: RoundView, item: Blocker) -> OpenItem:
    unit = view.register.by_code.get(item.unit) if item.unit else None
    return OpenItem(item.text, view.unit_link(unit) if unit else None)


def record_files(view: RoundView) -> Iterator[FileJob]:
    """The records themselves, byte for byte."""
    for record in view.editions:
        data = view.source.record_files.get(record.edition)
        if data is not None:
            yield FileJob(path=addresses.record(view.id, record.edition), make=partial(iter, [data]))
