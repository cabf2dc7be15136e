"""Feeds of what was published and put right, as Atom: of the whole site and of each round, in each language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape

from minhbach.model.record import Record
from minhbach.site import addresses
from minhbach.site.contexts.edition import edition_title, edition_words
from minhbach.site.contexts.view import EditionStep, RoundView, SiteView
from minhbach.site.pages import FileJob

NAMESPACE = "http://www.w3.org/2005/Atom"

MOST_NAMED = 5
"""Units that an entry names; the page that it leads to has them all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A feed to be written: `page` is what it tells of, `path` where it lies."""

    title: str
    page: str
    path: str
    rounds: tuple[RoundView, ...]


def files(site: SiteView) -> Iterator[FileJob]:
    """The feeds in the language of the view: all rounds in one, and each round that has published anything."""
    for feed in _feeds(site):
        yield FileJob(path=feed.path, make=partial(_written, site, feed))


def _feeds(site: SiteView) -> Iterator[Feed]:
    say, lang = site.write.say, site.lang
    title = say("Minh Bạch: công bố và đính chính", "Minh Bạch: publications and amendments")
    yield Feed(title=title, page=addresses.HOME, path=addresses.feed(lang), rounds=site.rounds)
    for view in site.rounds:
        if view.editions:
            yield Feed(
                title=title + say(f", đợt {view.id}", f", round {view.id}"),
                page=addresses.changes(view.id),
                path=addresses.round_feed(view.id, lang),
                rounds=(view,),
            )


def _written(site: SiteView, feed: Feed) -> Iterator[bytes]:
    found = [item for view in feed.rounds for item in _entries(site, view)]
    found.sort(key=lambda item: item[0], reverse=True)
    newest = found[0][0] if found else _begun(site)
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="{NAMESPACE}" xml:lang="{site.lang}">',
        f"<id>{escape(_id(site, feed.page))}</id>",
        f"<title>{escape(feed.title)}</title>",
        f"<updated>{_moment(newest)}</updated>",
        "<author><name>Minh Bạch</name></author>",
        f'<link rel="self" href="{escape(site.url_of(feed.path))}"/>',
        f'<link rel="alternate" href="{escape(site.url_of(feed.page))}"/>',
        *(text for _, text in found),
        "</feed>\n",
    )
    yield "\n".join(lines).encode()


def _begun(site: SiteView) -> date:
    """What a feed without entries is dated by: the first day of the first round's calendar."""
    days = (window.opens for view in site.rounds for window in view.round.windows.values())
    return min(days, default=date.min)


def _entries(site: SiteView, view: RoundView) -> Iterator[tuple[date, str]]:
    steps = {step.after.edition: step for step in view.edition_steps}
    for record in view.editions:
        yield record.published, _entry(site, view, record, steps.get(record.edition))


def _entry(site: SiteView, view: RoundView, record: Record, step: EditionStep | None) -> str:
    number = view.numbers[record.edition]
    title = f"{edition_title(record, view.write)}: {view.write.text(view.round.title)}"
    address = addresses.release(view.id, number)
    words = f"{edition_words(record, view.write, number)}.{_moved(view, step)}"
    related = f"{site.url_of(addresses.changes(view.id))}#den-{record.edition}"
    return "".join(
        (
            f"<entry><id>{escape(_id(site, address))}</id><title>{escape(title)}</title>",
            f"<updated>{_moment(record.published)}</updated>",
            f'<link rel="alternate" href="{escape(site.url_of(address))}"/>',
            f'<link rel="related" href="{escape(related)}"/>' if step is not None else "",
            f"<summary>{escape(words)}</summary></entry>",
        )
    )


def _moved(view: RoundView, step: EditionStep | None) -> str:
    """How many figures changed since the edition before, and whose."""
    touched = [change for change in step.units if change.figures] if step is not None else []
    if not touched:
        return ""
    figures = sum(len(change.figures) for change in touched)
    more = "…" if len(touched) > MOST_NAMED else ""
    names = ", ".join(change.unit.name for change in touched[:MOST_NAMED]) + more
    return view.write.say(
        f" {figures} số liệu thay đổi ở {len(touched)} đơn vị: {names}.",
        f" {figures} {'figure' if figures == 1 else 'figures'} of {len(touched)} "
        f"{'unit' if len(touched) == 1 else 'units'} changed: {names}.",
    )


def _id(site: SiteView, address: str) -> str:
    """Names a feed or an entry for good: it says nothing of where the site is published."""
    province = site.rounds[0].register.province.code if site.rounds else ""
    return f"urn:minhbach:{province}:{site.lang}:{address}"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
