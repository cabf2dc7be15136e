"""The feed of what was published and put right, as Atom, one in each language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from minhbach.edition import release_numbers
from minhbach.model.record import Record
from minhbach.site import addresses
from minhbach.site.contexts.edition import edition_title, edition_words
from minhbach.site.contexts.view import RoundView, SiteView
from minhbach.site.pages import FileJob

NAMESPACE = "http://www.w3.org/2005/Atom"


def files(site: SiteView) -> Iterator[FileJob]:
    """The feed of the whole site in the language of the view."""
    yield FileJob(path=addresses.feed(site.lang), make=lambda: [_feed(site)])


def _feed(site: SiteView) -> bytes:
    say = site.write.say
    found = [item for view in site.rounds for item in _entries(site, view)]
    found.sort(key=lambda item: item[0], reverse=True)
    newest = found[0][0] if found else date(2000, 1, 1)
    title = say("Minh Bạch: công bố và đính chính", "Minh Bạch: publications and amendments")
    own = site.url_of(addresses.feed(site.lang))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="{NAMESPACE}" xml:lang="{site.lang}">',
        f"<id>{escape(_id(site, ''))}</id>",
        f"<title>{escape(title)}</title>",
        f"<updated>{_moment(newest)}</updated>",
        "<author><name>Minh Bạch</name></author>",
        f'<link rel="self" href="{escape(own)}"/>',
        f'<link rel="alternate" href="{escape(site.url_of(addresses.HOME))}"/>',
        *(text for _, text in found),
        "</feed>",
        "",
    ]
    return "\n".join(lines).encode()


def _entries(site: SiteView, view: RoundView) -> Iterator[tuple[date, str]]:
    steps = {step.after.edition: step for step in view.edition_steps}
    for number, record in release_numbers(view.editions):
        step = steps.get(record.edition)
        figures = sum(len(item.figures) for item in step.units) if step else 0
        moved = site.write.say(f" Số liệu thay đổi: {figures}.", f" Figures changed: {figures}.") if figures else ""
        yield record.published, _entry(site, view, number, record, moved)


def _entry(site: SiteView, view: RoundView, number: str, record: Record, moved: str) -> str:
    round_title = view.write.text(view.round.title)
    title = f"{edition_title(record, view.write)}: {round_title}"
    address = addresses.release(view.id, number)
    return "".join(
        (
            f"<entry><id>{escape(_id(site, address))}</id><title>{escape(title)}</title>",
            f"<updated>{_moment(record.published)}</updated>",
            f'<link rel="alternate" href="{escape(site.url_of(address))}"/>',
            f"<summary>{escape(edition_words(record, view.write))}.{moved}</summary></entry>",
        )
    )


def _id(site: SiteView, address: str) -> str:
    """Names an entry for good: it says nothing of where the site is published."""
    province = site.rounds[0].register.province.code if site.rounds else ""
    return f"urn:minhbach:{province}:{site.lang}:{address}"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
