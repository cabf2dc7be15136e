"""The built site: links, other hosts, repeatable bytes, and that a failed build leaves the old site alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import pytest

from minhbach.cli import main
from minhbach.site.builder import BuildError, build_site
from tests.conftest import PROVINCE
from tests.site.markup import read
from tests.site.sample import make_source

LOADS = {
    "link": "href",
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "form": "action",
}


@pytest.fixture(params=["sample_site", "late_site", "province_site"])
def site(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue(request.param))


def pages_of(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_every_internal_link_leads_somewhere(site: Path) -> None:
    ids = {path: read(path).ids for path in pages_of(site)}
    broken = []
    for path in pages_of(site):
        if path.name == "404.html":
            continue
        for link in read(path).all("a"):
            parts = urlsplit(link.get("href", ""))
            if parts.scheme or parts.netloc or not link.get("href"):
                continue
            target = (
                site / normpath((path.parent.relative_to(site) / unquote(parts.path)).as_posix())
                if parts.path
                else path
            )
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (parts.fragment and parts.fragment not in ids.get(target, set())):
                broken.append((path.relative_to(site).as_posix(), link["href"]))
    assert broken == []


def test_nothing_is_asked_of_another_host(site: Path) -> None:
    found = []
    for path in pages_of(site):
        page = read(path)
        for tag, attribute in LOADS.items():
            found += [item[attribute] for item in page.all(tag) if "//" in item.get(attribute, "")]
    assert found == []
    for sheet in (site / "assets").glob("*.css"):
        assert "//" not in re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_links_are_relative(site: Path) -> None:
    for path in pages_of(site):
        if path.name != "404.html":
            assert not [link for link in read(path).all("a") if link.get("href", "").startswith("/")]


def test_every_page_has_language_title_and_banner(site: Path) -> None:
    titles = set()
    for path in pages_of(site):
        page = read(path)
        english = path.relative_to(site).parts[0] == "en"
        assert page.all("html")[0]["lang"] == ("en" if english else "vi")
        assert ("Illustrative data." if english else "Dữ liệu minh họa.") in page.text, path
        assert ("Only the Vietnamese text is official." in page.text) == english, path
        source = path.read_text(encoding="utf-8")
        titles.add(re.findall(r"<title>(.*?)</title>", source)[0])
    assert len(titles) == len(pages_of(site))


@pytest.mark.parametrize("site", ["sample_site", "late_site"], indirect=True)
def test_hostile_text_never_becomes_markup(site: Path) -> None:
    for path in pages_of(site):
        assert "<script>alert(1)" not in path.read_text(encoding="utf-8")


def test_units_are_not_in_the_menu(site: Path) -> None:
    source = (site / "index.html").read_text(encoding="utf-8")
    menu = source[source.index('data-md-type="navigation"') : source.index('data-md-component="content"')]
    assert "/don-vi/0" not in menu


def test_search_index_is_small_and_has_every_page(province_site: Path) -> None:
    for tree, others in ((province_site, {"en"}), (province_site / "en", set[str]())):
        index = json.loads((tree / "search" / "search_index.json").read_text(encoding="utf-8"))
        places = {entry["location"] for entry in index["docs"]}
        paths = [path.relative_to(tree).parent for path in tree.rglob("index.html")]
        addresses = {f"{path.as_posix()}/" for path in paths if not others & set(path.parts)}
        assert addresses - {"./"} <= places
        assert all(len(entry["text"]) < 600 for entry in index["docs"] if "/don-vi/" in entry["location"])


def test_the_search_finds_names_typed_without_tones(province_site: Path) -> None:
    index = json.loads((province_site / "search" / "search_index.json").read_text(encoding="utf-8"))
    (ward,) = [entry for entry in index["docs"] if entry["location"] == "2021/don-vi/02005/"]
    assert "phuong" in ward["text"].split()


def test_two_builds_give_the_same_bytes(
    province_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "site"
    assert main(["build", "--root", str(PROVINCE), "--out", str(again)]) == 0
    assert str(again) in capsys.readouterr().out
    first = {path.relative_to(province_site): path.read_bytes() for path in province_site.rglob("*") if path.is_file()}
    second = {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()}
    assert first == second


def test_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    keep = tmp_path / "thesis.txt"
    keep.write_text("years of work", encoding="utf-8")
    with pytest.raises(BuildError):
        build_site(make_source(), tmp_path / "none", tmp_path)
    assert keep.read_text(encoding="utf-8") == "years of work"


def test_a_failed_build_keeps_the_old_site(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build_site(make_source(), tmp_path, out)
    before = (out / "index.html").read_bytes()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ntheme: no-such-theme\n", encoding="utf-8")
    with pytest.raises(BuildError):
        build_site(make_source(), tmp_path, out)
    assert (out / "index.html").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mkdocs.yml", "out"]
