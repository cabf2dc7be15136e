"""Feeds: whole Atom with what was published and put right, dated by the records, under names that stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from xml.etree import ElementTree

import pytest

from minhbach.exact import Lang
from minhbach.model.round import Phase
from minhbach.site.contexts import feed
from minhbach.site.contexts.view import SiteView
from minhbach.site.pages import LANGUAGES
from tests.site.late import make_late
from tests.site.markup import parse
from tests.site.pressing import pressed_page
from tests.site.sample import ROUND, make_source

SITE = "https://minhbach.example/"
ATOM = {"a": feed.NAMESPACE}


@cache
def feeds(
    lang: Lang = "vi", newest: str = "final-2", phase: Phase = Phase.AMENDED, url: str = SITE
) -> Mapping[str, bytes]:
    site = SiteView.of(make_late(phase, newest).rounds, lang)
    site.take({}, url)
    return {job.path: b"".join(job.make()) for job in feed.files(site)}


def xml(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)  # noqa: S314  # we wrote it ourselves a moment ago


def read(path: str, lang: Lang = "vi", newest: str = "final-2", phase: Phase = Phase.AMENDED) -> ElementTree.Element:
    return xml(feeds(lang, newest, phase)[path])


def texts(found: ElementTree.Element, path: str) -> list[str]:
    return [item.text or "" for item in found.findall(path, ATOM)]


def test_the_site_and_each_round_have_a_feed_in_each_language() -> None:
    assert set(feeds()) == {"feed.xml", f"{ROUND}/thay-doi/feed.xml"}
    assert set(feeds("en")) == {"en/feed.xml", f"en/{ROUND}/thay-doi/feed.xml"}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_feed_has_what_atom_asks_for(lang: Lang) -> None:
    for path in feeds(lang):
        found = read(path, lang)
        assert found.tag == f"{{{feed.NAMESPACE}}}feed"
        for name in ("id", "title", "updated", "author/a:name"):
            assert [bool(text) for text in texts(found, f"a:{name}")] == [True], (path, name)
        entries = found.findall("a:entry", ATOM)
        assert len(entries) == 3
        for entry in entries:
            for name in ("id", "title", "updated", "summary"):
                assert [bool(text) for text in texts(entry, f"a:{name}")] == [True], (path, name)
            assert entry.find("a:link[@rel='alternate']", ATOM) is not None
        ids = texts(found, "a:id") + texts(found, "a:entry/a:id")
        assert len(set(ids)) == 4


def test_entries_are_dated_by_their_records_the_newest_first() -> None:
    found = read("feed.xml")
    days = ["2032-01-28T00:00:00Z", "2032-01-20T00:00:00Z", "2031-12-30T00:00:00Z"]
    assert texts(found, "a:entry/a:updated") == days
    assert texts(found, "a:updated") == days[:1]


def test_an_entry_says_what_was_published_and_what_changed() -> None:
    amended, final, first = read("feed.xml").findall("a:entry", ATOM)
    assert texts(amended, "a:title")[0].startswith("Kết quả chính thức, đính chính lần 1: ")
    assert texts(amended, "a:summary")[0].endswith("bản 1.1. 1 số liệu thay đổi ở 1 đơn vị: Thị trấn Chợ Rã.")
    assert "2 số liệu thay đổi ở 1 đơn vị: Xã Địa Linh." in texts(final, "a:summary")[0]
    assert texts(first, "a:summary") == ["Kết quả sơ bộ, số liệu đến 15/11/2031, công bố 30/12/2031, bản 0.9."]
    english = texts(read("en/feed.xml", "en"), "a:entry/a:summary")
    assert english[0].endswith("release 1.1. 1 figure of 1 unit changed: Thị trấn Chợ Rã.")
    assert english[2] == "Preliminary result, figures as of 15 November 2031, published 30 December 2031, release 0.9."


def test_entries_lead_to_the_release_and_to_what_changed() -> None:
    entry = read("en/feed.xml", "en").findall("a:entry", ATOM)[0]
    links = {item.attrib["rel"]: item.attrib["href"] for item in entry.findall("a:link", ATOM)}
    assert links == {
        "alternate": f"{SITE}en/{ROUND}/v/1.1/",
        "related": f"{SITE}en/{ROUND}/thay-doi/#den-final-2",
    }
    own = read(f"{ROUND}/thay-doi/feed.xml")
    links = {item.attrib["rel"]: item.attrib["href"] for item in own.findall("a:link", ATOM)}
    assert links == {"self": f"{SITE}{ROUND}/thay-doi/feed.xml", "alternate": f"{SITE}{ROUND}/thay-doi/"}


def test_names_stay_whatever_the_site_and_whatever_follows() -> None:
    """A reader shows an entry once, by its name."""
    elsewhere = xml(feeds(url="https://other.example/mb/")["feed.xml"])
    earlier = read("feed.xml", newest="final", phase=Phase.FINAL)
    ids = texts(read("feed.xml"), "a:entry/a:id")
    assert texts(elsewhere, "a:entry/a:id") == ids
    assert texts(earlier, "a:entry/a:id") == ids[1:]
    assert texts(read(f"{ROUND}/thay-doi/feed.xml"), "a:entry/a:id") == ids
    assert all("example" not in name for name in ids)


def test_only_what_the_phase_shows_is_told() -> None:
    early, whole = (texts(read("feed.xml", phase=phase), "a:entry/a:id") for phase in (Phase.SUPPLEMENT, Phase.AMENDED))
    assert early == whole[2:]


def test_before_anything_is_published_the_feed_is_empty_and_still_whole() -> None:
    source = make_source(Phase.REPORTING)
    found = {job.path: b"".join(job.make()) for job in feed.files(SiteView.of(source.rounds))}
    assert set(found) == {"feed.xml"}
    element = xml(found["feed.xml"])
    assert element.findall("a:entry", ATOM) == []
    begun = min(window.opens for window in source.rounds[0].round.windows.values())
    assert texts(element, "a:updated") == [f"{begun.isoformat()}T00:00:00Z"]
    item = source.rounds[0]
    bare = replace(item, data=replace(item.data, round=replace(item.round, windows={})))
    found = {job.path: b"".join(job.make()) for job in feed.files(SiteView.of([bare]))}
    assert f"<updated>{date.min.isoformat()}T00:00:00Z</updated>".encode() in found["feed.xml"]


def test_hostile_text_cannot_leave_its_element() -> None:
    """The decision of the sample's final edition holds tags and entities."""
    assert b"<script" not in feeds()["feed.xml"]
    assert "<script" in texts(read("feed.xml"), "a:entry/a:summary")[1]


def test_the_page_of_changes_leads_to_the_feed_of_its_language() -> None:
    for lang in LANGUAGES:
        body = parse(pressed_page(make_late(), f"{ROUND}/thay-doi/", lang).body)
        assert [link["href"] for link in body.all("a") if link.get("type") == "application/atom+xml"] == ["feed.xml"]
    none = parse(pressed_page(make_late(Phase.REPORTING, ""), f"{ROUND}/thay-doi/").body)
    assert not [link for link in none.all("a") if link.get("type") == "application/atom+xml"]
