"""Releases: their numbers, what stands at the address of each for good, the list of them, and the guard over it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256

import pytest

from minhbach.edition import release_numbers
from minhbach.exact import Lang
from minhbach.export.facts import FileFact
from minhbach.model.record import Record
from minhbach.model.round import Phase
from minhbach.site import press
from minhbach.site.contexts.view import SiteView
from minhbach.site.guard import compare
from minhbach.site.manifest import Manifest, describe
from minhbach.site.pages import Page
from minhbach.site.render import Renderer
from minhbach.site.source import SiteSource
from tests.site.late import editions, make_late
from tests.site.markup import Html, parse
from tests.site.pressing import TEMPLATES, pressed_files
from tests.site.sample import ROUND

FIRST, FINAL, AMENDED = (record for _, record in editions().values())


def numbered(*records: Record) -> list[str]:
    return [number for number, _ in release_numbers(records)]


def moved(record: Record, edition: str) -> Record:
    """The same with one rank more on each place of the first unit."""
    code, unit = next((code, unit) for code, unit in record.units.items() if unit.places)
    places = {scale: replace(place, rank=place.rank + 1) for scale, place in unit.places.items()}
    return replace(record, edition=edition, units={**record.units, code: replace(unit, places=places)})


def same(record: Record, edition: str) -> Record:
    return replace(record, edition=edition)


# Numbers -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("records", "numbers"),
    [
        ((), []),
        ((FIRST,), ["0.9"]),
        ((FIRST, same(FIRST, "preliminary-2"), same(FIRST, "preliminary-3")), ["0.9", "0.9.1", "0.9.2"]),
        ((FIRST, FINAL), ["0.9", "1.0"]),
        ((FINAL,), ["1.0"]),
        ((FIRST, moved(FINAL, "final")), ["0.9", "1.0"]),
        ((FIRST, FINAL, same(FINAL, "final-2")), ["0.9", "1.0", "1.1"]),
        ((FIRST, FINAL, moved(FINAL, "final-2")), ["0.9", "1.0", "2.0"]),
        (
            (FINAL, same(FINAL, "final-2"), moved(FINAL, "final-3"), moved(FINAL, "final-4"), FINAL),
            ["1.0", "1.1", "2.0", "2.1", "3.0"],
        ),
    ],
)
def test_an_amendment_counts_up_before_the_dot_when_a_rank_changes(
    records: tuple[Record, ...], numbers: list[str]
) -> None:
    assert numbered(*records) == numbers


def test_points_alone_make_no_whole_number() -> None:
    """The sample's correction moved points of one unit, and nobody's rank."""
    assert numbered(FIRST, FINAL, AMENDED) == ["0.9", "1.0", "1.1"]


# Files -------------------------------------------------------------------------


@cache
def files(newest: str = "final-2", phase: Phase = Phase.AMENDED) -> Mapping[str, bytes]:
    """What is written, with the list of releases last."""
    return _files(make_late(phase, newest))


def _files(source: SiteSource) -> Mapping[str, bytes]:
    site, written = SiteView.of(source.rounds), dict(pressed_files(source))
    site.take({path: FileFact(path, len(data), sha256(data).hexdigest()) for path, data in written.items()})
    return {**written, **{job.path: b"".join(job.make()) for job in press.last_files([site])}}


def rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files()[path].decode("utf-8-sig"))))


def listed() -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(files()[f"{ROUND}/v/index.json"])["releases"]
    return found


def test_the_record_of_a_release_is_that_of_its_edition_byte_for_byte() -> None:
    for number, edition in (("0.9", "preliminary"), ("1.0", "final"), ("1.1", "final-2")):
        assert files()[f"{ROUND}/v/{number}/cong-bo.json"] == editions()[edition][0]


def test_rankings_say_what_the_record_says() -> None:
    for number, record in (("0.9", FIRST), ("1.0", FINAL), ("1.1", AMENDED)):
        found = [row for slug in ("so", "huyen", "xa") for row in rows(f"{ROUND}/v/{number}/xep-hang-{slug}.csv")]
        places = {unit.code: unit.places["total"] for unit in record.units.values() if "total" in unit.places}
        assert {row["code"]: (row["rank"], row["total"], row["level"]) for row in found} == {
            code: (str(place.rank), place.published, place.level or "") for code, place in places.items()
        }
        assert [int(row["rank"]) for row in rows(f"{ROUND}/v/{number}/xep-hang-xa.csv")] == [1, 2, 3]
        assert {row["scale"] for row in found} == {"total"}


def test_points_say_what_the_record_says_and_nothing_is_no_zero() -> None:
    for number, record in (("0.9", FIRST), ("1.1", AMENDED)):
        found = {(row["code"], row["criterion"]): row["points"] for row in rows(f"{ROUND}/v/{number}/diem.csv")}
        assert found == {
            (unit.code, criterion): points or ""
            for unit in record.units.values()
            for criterion, points in unit.criteria.items()
        }
    assert "" in found.values()
    assert "0" in found.values()


def test_files_of_a_release_never_change_whatever_follows() -> None:
    for number, newest, phase in (("0.9", "preliminary", Phase.PRELIMINARY), ("1.0", "final", Phase.FINAL)):
        place = f"{ROUND}/v/{number}/"
        then = {path: data for path, data in files(newest, phase).items() if path.startswith(place)}
        assert len(then) == 5
        assert then == {path: data for path, data in files().items() if path.startswith(place)}


def test_nothing_of_the_final_release_lies_anywhere_before_its_day() -> None:
    early = [path for path in files("final-2", Phase.SUPPLEMENT) if "/v/" in path]
    assert {path.split("/")[2] for path in early} == {"0.9", "index.json"}


def test_the_list_has_every_release_with_size_and_digest_of_its_files() -> None:
    told = [(item["release"], item["edition"], item["published"], item["tag"]) for item in listed()]
    assert told == [
        ("0.9", "preliminary", "2031-12-30", f"{ROUND}-preliminary"),
        ("1.0", "final", "2032-01-20", f"{ROUND}-final"),
        ("1.1", "final-2", "2032-01-28", f"{ROUND}-final-2"),
    ]
    assert listed()[0]["decision"] is None
    assert {item["commit"] for item in listed()} == {"0123456789abcdef0123456789abcdef01234567"}
    for item in listed():
        assert isinstance(item["files"], list)
        names = [file["path"].removeprefix(f"{ROUND}/v/{item['release']}/") for file in item["files"]]
        assert names == ["cong-bo.json", "diem.csv", "xep-hang-huyen.csv", "xep-hang-so.csv", "xep-hang-xa.csv"]
        for file in item["files"]:
            data = files()[file["path"]]
            assert (file["size"], file["sha256"]) == (len(data), sha256(data).hexdigest())


def test_a_round_without_editions_has_no_releases() -> None:
    assert not [path for path in files("", Phase.FINAL) if "/v/" in path]


# The guard ---------------------------------------------------------------------


def manifest(newest: str, phase: Phase = Phase.AMENDED) -> Manifest:
    written = {path: FileFact(path, len(data), sha256(data).hexdigest()) for path, data in files(newest, phase).items()}
    return describe(make_late(phase, newest), written)


def test_a_new_release_may_be_published_beside_the_old_ones() -> None:
    assert compare(manifest("preliminary", Phase.PRELIMINARY), manifest("final", Phase.FINAL)) == ()
    assert compare(manifest("final", Phase.FINAL), manifest("final-2")) == ()
    assert f"{ROUND}/v/index.json" not in manifest("final-2").rounds[ROUND].releases


def test_a_release_that_is_gone_or_changed_is_refused() -> None:
    last, path = manifest("final-2"), f"{ROUND}/v/1.0/cong-bo.json"
    item = last.rounds[ROUND]
    other = replace(item, releases={**item.releases, path: "0" * 64})
    gone = replace(item, releases={name: value for name, value in item.releases.items() if "/v/1.1/" not in name})
    changed, vanished = (compare(last, Manifest({ROUND: fresh})) for fresh in (other, gone))
    assert [refusal.code for refusal in changed] == ["release-changed"]
    assert changed[0].text.vi == f"Đợt {ROUND}: 1 tệp của bản đã công bố bị mất hoặc bị đổi: {path}"
    assert changed[0].text.in_("en") == f"Round {ROUND}: 1 files of a published release are gone or changed: {path}"
    assert [refusal.code for refusal in vanished] == ["release-changed"]
    assert f"{ROUND}/v/1.1/diem.csv" in vanished[0].text.vi


# Pages -------------------------------------------------------------------------


@cache
def pages(lang: Lang = "vi") -> Mapping[str, Page]:
    source = make_late()
    site = SiteView.of(source.rounds, lang)
    site.take({path: FileFact(path, len(data), sha256(data).hexdigest()) for path, data in files().items()})
    jobs = press.pages(site, Renderer([TEMPLATES], lang))
    return {job.address: job.make() for job in jobs if "/v/" in job.address or job.address == f"{ROUND}/thay-doi/"}


def page(number: str, lang: Lang = "vi") -> Html:
    return parse(pages(lang)[f"{ROUND}/v/{number}/"].body)


def test_each_release_has_a_page_with_the_standing_it_had() -> None:
    assert {address for address in pages() if "/v/" in address} == {f"{ROUND}/v/{n}/" for n in ("0.9", "1.0", "1.1")}
    assert "Tạm thời Kết quả sơ bộ, số liệu đến 15/11/2031, công bố 30/12/2031, bản 0.9" in page("0.9").text
    assert "Chính thức Kết quả chính thức, số liệu đến 31/12/2031, công bố 20/01/2032 theo" in page("1.0").text
    english = "Provisional Preliminary result, figures as of 15 November 2031, published 30 December 2031, release 0.9"
    assert english in page("0.9", "en").text


def test_an_older_release_says_so_and_leads_to_the_newest() -> None:
    assert "Đây là bản 1.0, không phải bản mới nhất. Bản mới nhất: 1.1" in page("1.0").text
    assert "../1.1/" in {link["href"] for link in page("1.0").all("a")}
    assert "Đây là bản mới nhất của đợt." in page("1.1").text
    assert "This is release 1.0, not the newest one." in page("1.0", "en").text
    assert "This is the newest release of the round." in page("1.1", "en").text


def test_the_page_has_the_ranks_and_points_of_its_own_record() -> None:
    code = next(code for code, unit in AMENDED.units.items() if unit.places != FINAL.units[code].places)
    for number, record in (("1.0", FINAL), ("1.1", AMENDED)):
        place = record.units[code].places["total"]
        row = f"{place.rank} {record.units[code].name} Huyện Ba Bể {place.published.replace('.', ',')}"
        assert row in page(number).text
        assert row.replace(",", ".") in page(number, "en").text


def test_the_page_leads_to_its_files_and_says_their_digests() -> None:
    links = {link["href"] for link in page("1.0").all("a")}
    assert {"cong-bo.json", "diem.csv", "xep-hang-so.csv", "xep-hang-huyen.csv", "xep-hang-xa.csv"} <= links
    assert "../index.json" in links
    for name in ("cong-bo.json", "diem.csv"):
        assert sha256(files()[f"{ROUND}/v/1.0/{name}"]).hexdigest() in page("1.0").text
    assert f"minhbach verify {ROUND} final" in page("1.0").text
    assert FINAL.criteria_hash in page("1.0").text
    english = {link["href"] for link in page("1.0", "en").all("a")}
    assert f"../../../../{ROUND}/v/1.0/cong-bo.json" in english


def test_changes_lead_to_both_releases_and_draw_who_moved() -> None:
    body = parse(pages()[f"{ROUND}/thay-doi/"].body)
    assert {"../v/0.9/", "../v/1.0/", "../v/1.1/"} <= {link["href"] for link in body.all("a")}
    drawings = [item["aria-label"] for item in body.all("svg") if item.get("role") == "img"]
    assert "Xã Địa Linh: bản 0.9 24,00, bản 1.0 88,00" in drawings
    english = parse(pages("en")[f"{ROUND}/thay-doi/"].body)
    drawings = [item["aria-label"] for item in english.all("svg") if item.get("role") == "img"]
    assert "Xã Địa Linh: release 0.9 24.00, release 1.0 88.00" in drawings
