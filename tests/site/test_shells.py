"""The two shells hold the same pages; frames, links and the policy of each; the archive that needs no network."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest

from minhbach.cli import main
from minhbach.site.builder import Wish, build_site, build_zip
from minhbach.site.pages import Page
from minhbach.site.shells.heads import Site, head_of
from minhbach.site.shells.lean import lean
from minhbach.site.shells.links import moved
from minhbach.site.shells.slots import Frame, policy_of
from tests.conftest import PROVINCE, ROOT
from tests.site.markup import Html, parse, read
from tests.site.pressing import public

SITE = Site(name="Minh Bạch", url="https://so-lieu.example/", alone=frozenset({"chi-viet/"}))
PAGE = Page(address="2031/", title="Đợt", description="", body="", data='{"a": "</script>"}', scripts=("assets/a.js",))


@pytest.fixture(scope="module")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("plain") / "site"
    build_site(public(PROVINCE), PROVINCE, out, Wish(kind="plain"))
    return out


def _pages(site: Path) -> dict[str, Html]:
    return {path.relative_to(site).as_posix(): read(path) for path in sorted(site.rglob("*.html"))}


def _own_tables(page: Html) -> list[str | None]:
    return [item.get("id") for item in page.all("table") if item.get("class", "").startswith("mb-")]


def _titles(site: Path) -> dict[str, str]:
    texts = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    return {path: unescape(re.findall(r"<title>(.*?)</title>", text)[0]) for path, text in texts.items()}


def test_both_shells_hold_the_same_pages_and_files(province_site: Path, plain_site: Path) -> None:
    found = []
    for site in (province_site, plain_site):
        paths = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
        found.append({path for path in paths if not path.startswith("assets/")})
    assert found[0] == found[1]
    assert _titles(province_site) == _titles(plain_site)


def test_both_shells_hold_the_same_bodies(province_site: Path, plain_site: Path) -> None:
    """Tables, downloads and texts of generated pages come from one place, whatever stands around them."""
    for path, page in _pages(plain_site).items():
        tables = _own_tables(page)
        other = read(province_site / path)
        assert tables == [item.get("id") for item in other.all("table") if item.get("class", "").startswith("mb-")], (
            path
        )
        downloads = {item["href"] for item in page.all("a") if "download" in item}
        assert downloads == {item["href"] for item in other.all("a") if "download" in item}, path


def test_data_files_are_the_same_in_both_shells(province_site: Path, plain_site: Path) -> None:
    files = [path for path in province_site.rglob("*") if path.suffix in (".csv", ".json", ".xlsx", ".xml")]
    files = [path for path in files if "search" not in path.parts]
    assert len(files) > 10
    for path in files:
        assert path.read_bytes() == (plain_site / path.relative_to(province_site)).read_bytes(), path


@pytest.mark.parametrize("name", ["province_site", "plain_site"])
def test_the_policy_allows_exactly_the_scripts_of_the_page(name: str, request: pytest.FixtureRequest) -> None:
    for path in Path(request.getfixturevalue(name)).rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        policy = re.findall(r'Security-Policy" content="([^"]*)"', text)[0]
        own = {
            base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            for kind, body in re.findall(r"<script\b([^>]*)>(.*?)</script>", text, re.DOTALL)
            if body and "json" not in kind
        }
        assert set(re.findall(r"'sha256-([^']+)'", policy)) == own, path
        assert "default-src 'none'" in policy
        assert not re.search(r"<style|\son[a-z]+=", text), path
        assert "mbslot-" not in text, path


def test_every_page_leads_to_its_twin(province_site: Path) -> None:
    pages = _pages(province_site)
    for path, page in pages.items():
        if path == "404.html":
            continue
        (twin,) = [item for item in page.all("a") if item.get("class", "").endswith("mb-language")]
        target = (province_site / Path(path).parent / twin["href"] / "index.html").resolve()
        assert target.is_file(), (path, twin)
        other = "vi" if path.startswith("en/") else "en"
        assert twin["hreflang"] == other
        assert (target.relative_to(province_site.resolve()).parts[0] == "en") == (other == "en")


def test_a_page_without_twin_leads_to_the_other_home() -> None:
    assert SITE.twin("chi-viet/") == "en/"
    assert SITE.twin("en/2031/") == "2031/"
    assert "hreflang" not in head_of(SITE, "chi-viet/")


def test_whole_addresses_where_the_site_is_known() -> None:
    head = head_of(SITE, "en/2031/")
    assert '<link rel="canonical" href="https://so-lieu.example/en/2031/">' in head
    assert 'hreflang="vi" href="https://so-lieu.example/2031/"' in head


def test_data_about_a_page_cannot_end_its_element() -> None:
    head = head_of(SITE, PAGE.path, PAGE)
    assert head.count("</script>") == 2
    assert '{"a": "\\u003c/script>"}' in head
    assert '<script src="../assets/a.js" defer></script>' in head


def test_a_frame_is_filled_once() -> None:
    frame = Frame.of("<title>mbslot-title</title>mbslot-body<p>mbslot-title</p>")
    assert frame.fill({"title": "mbslot-body", "body": "B"}) == "<title>mbslot-body</title>B<p>mbslot-body</p>"


def test_the_policy_counts_scripts_not_data() -> None:
    html = '<script>a()</script><script src="x.js"></script><script type="application/json">{}</script>'
    assert policy_of(html).count("sha256-") == 1


@pytest.mark.parametrize(
    ("html", "depth", "expected"),
    [
        ('<a href="../2031/">', 3, '<a href="../../../en/2031/">'),
        ('<a href="./">', 1, '<a href="../en/mbslot/">'),
        ('<a href="..">', 2, '<a href="../../en/">'),
        ('<img src="../assets/logo.svg">', 2, '<img src="../../assets/logo.svg">'),
        ('<a href="#noi-dung">', 2, '<a href="#noi-dung">'),
        ('<a href="https://a.example/">', 2, '<a href="https://a.example/">'),
        ('<a href="mbslot-other">', 2, '<a href="mbslot-other">'),
        ('{"base": "..", "search": "../assets/w.js"}', 2, '{"base": "../../en/", "search": "../../assets/w.js"}'),
        ('new URL("..",location)', 2, 'new URL("../../",location)'),
    ],
)
def test_links_of_a_frame_move_with_the_page(html: str, depth: int, expected: str) -> None:
    assert moved(html, "mbslot/", depth, "en") == expected


def test_the_archive_opens_without_a_server(tmp_path: Path) -> None:
    source = public(PROVINCE)
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    assert build_zip(source, PROVINCE, first, Wish(hands=1)) == build_zip(source, PROVINCE, second, Wish(hands=2))
    assert first.read_bytes() == second.read_bytes()
    with ZipFile(first) as archive:
        names = set(archive.namelist())
        assert "minhbach/index.html" in names
        for name in sorted(name for name in names if name.endswith(".html") and not name.endswith("404.html")):
            page = parse(archive.read(name).decode())
            assert "Content-Security-Policy" not in str(page.all("meta"))
            for link in [item["href"] for item in page.all("a") + page.all("link") if item.get("href")]:
                path = link.partition("#")[0].partition("?")[0]
                if path and "//" not in path:
                    target = Path("/", name).parent / path
                    assert Path(*target.parts).resolve().as_posix().lstrip("/") in names, (name, link)


def test_an_unknown_shell_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["build", "--shell", "fancy"])
    assert refused.value.code == 2
    assert "fancy" in capsys.readouterr().err


def test_own_styles_are_sent_without_comments_and_nothing_else_is_touched() -> None:
    source = b'/* Why.\n   More. */\n.a {\n  b: "/* c */"; /* d */\n}\n/* e */ .f { g: 1 }\n  /* h */\n.i { j: 2 }\n'
    assert lean("assets/mb.css", source) == b'.a {\nb: "/* c */"; /* d */\n}\n/* e */ .f { g: 1 }\n.i { j: 2 }\n'
    assert lean("assets/theirs.css", source) == source
    assert lean("assets/stylesheets/mb.css", source) == source


def test_own_styles_and_scripts_mean_the_same_when_they_are_sent() -> None:
    """Whoever writes a text that runs over lines, or a comment inside one, learns it here."""
    for file in sorted((ROOT / "site_src" / "assets").glob("mb*")):
        sent = lean(f"assets/{file.name}", file.read_bytes()).decode()
        words = [re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).split() for text in (sent, file.read_text("utf-8"))]
        assert words[0] == words[1], file.name
        assert all(line.count("`") % 2 == 0 for line in sent.splitlines()), file.name


def test_no_page_gives_one_of_its_menus_the_name_of_another() -> None:
    """A screen reader lists them by these names; the shell's own stand on every page."""
    templates = ROOT / "site_src" / "templates"
    names = {
        file.relative_to(templates).as_posix(): re.findall(r'<nav\b[^>]*aria-label="\{\{ t\((.*?)\)', text)
        for file in sorted(templates.rglob("*.html"))
        if "<nav" in (text := file.read_text(encoding="utf-8"))
    }
    own = {name for file, found in names.items() if file.startswith("shell/") for name in found}
    others = {name for file, found in names.items() if not file.startswith("shell/") for name in found}
    assert own
    assert others
    assert not own & others
