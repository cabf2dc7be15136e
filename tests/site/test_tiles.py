"""The tile map: the file that says where units lie, what a tile says, and that its words stay inside it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from minhbach.diagnostics import Severity, Text
from minhbach.exact import NO_BREAK_SPACE, Lang
from minhbach.model.round import Phase
from minhbach.model.tiles import TileGrid
from minhbach.site.builder import BuildError, Wish, build_site
from minhbach.site.charts.tiles import LINE, Square, broken, tile_map
from minhbach.site.contexts.tiles import Tiles, tiles
from minhbach.site.contexts.view import SiteView
from minhbach.site.render import Renderer
from minhbach.site.source import gather
from minhbach.tree import WorkTree
from tests.conftest import PROVINCE, ROOT
from tests.site.browsing import ARGUMENTS, CHROMIUM
from tests.site.markup import parse
from tests.site.pressing import TEMPLATES, public
from tests.site.sample import HOSTILE, make_source

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GRID = TileGrid(rows=(("", "", ""), ("", "901", ""), ("", "", "900")), note=Text("Bắc ở trên", "North is up"))
FILE = Path("site_src", "ban-do.yaml")


def tiles_of(
    lang: Lang = "vi", phase: Phase = Phase.FINAL, tier: str = "town", ranked_by: str = "total"
) -> Tiles | None:
    source = make_source(phase, ranked_by)
    view = SiteView.of([replace(item, grid=GRID) for item in source.rounds], lang).rounds[0]
    return tiles(view, view.criteria.tier(tier))


def square(row: int, column: int, name: str = "Huyện Ba Bể", *notes: str) -> Square:
    return Square(row=row, column=column, name=name, notes=notes, step=1, address="")


# Geometry --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "room", "lines"),
    [
        ("Huyện Pác Nặm", 9, ("Huyện", "Pác Nặm")),
        ("Huyện Pác Nặm", 13, ("Huyện Pác Nặm",)),
        ("Thành phố Bắc Kạn", 10, ("Thành phố", "Bắc Kạn")),
        ("Huyện", 3, ("Huy", "ện")),
    ],
)
def test_names_are_broken_between_words(words: str, room: int, lines: tuple[str, ...]) -> None:
    assert broken(words, room) == lines


def test_free_rows_and_columns_at_the_edges_are_left_out() -> None:
    found = tile_map([square(3, 5), square(4, 6)])
    assert [(tile.x, tile.y) for tile in found.tiles] == [("0%", 0), ("50%", found.size + 4)]
    assert found.height == 2 * (found.size + 4)


def test_every_tile_is_as_high_as_the_one_that_says_most() -> None:
    found = tile_map([square(0, 0, "Huyện"), square(0, 1, "Huyện Một Hai Ba Bốn Năm", "hạng 2", "Mức A")])
    most = max(len(tile.lines) + len(tile.notes) for tile in found.tiles)
    assert found.size == LINE * most + 16
    assert all(tile.y < y < tile.y + found.size for tile in found.tiles for y, _ in (*tile.lines, *tile.notes))


# Context ---------------------------------------------------------------------


def test_a_tile_says_rank_and_level_in_words() -> None:
    found = tiles_of()
    assert found is not None
    labels = [tile.label for tile in found.map.tiles]
    assert labels == [f"Huyện Ba Bể: hạng{NO_BREAK_SPACE}1, Mức B", f"Huyện {HOSTILE}: hạng{NO_BREAK_SPACE}2, Mức B"]
    assert [(row.unit.title, row.rank, row.total, row.level) for row in found.rows] == [
        ("Huyện Ba Bể", "1/2", "65,67", "Mức B"),
        (f"Huyện {HOSTILE}", "2/2", "45,67", "Mức B"),
    ]
    assert [(key.step, key.title) for key in found.keys] == [(2, "Mức B")]
    assert (found.title, found.note, found.beside) == ("Huyện trên bản đồ ô", "Bắc ở trên", ())


def test_the_map_in_english() -> None:
    found = tiles_of("en")
    assert found is not None
    assert (found.title, found.note) == ("Huyện on a tile map", "North is up")
    assert found.map.tiles[0].label == f"Huyện Ba Bể: rank{NO_BREAK_SPACE}1, Mức B"
    assert found.rows[0].total == "65.67"


def test_where_tiers_are_ranked_by_pillars_the_map_names_its_scale() -> None:
    found = tiles_of(ranked_by="pillars")
    assert found is not None
    assert found.title == "Huyện trên bản đồ ô: Sẵn sàng"


@pytest.mark.parametrize(
    ("tier", "phase"), [("village", Phase.FINAL), ("town", Phase.REVIEW)], ids=["not on the map", "no results"]
)
def test_where_there_is_nothing_to_show_there_is_no_map(tier: str, phase: Phase) -> None:
    assert tiles_of(tier=tier, phase=phase) is None


def test_a_repository_without_the_file_has_no_map() -> None:
    assert all(item.grid is None for item in public(PROVINCE).rounds)


def test_units_without_a_place_are_named_beside_the_map() -> None:
    source = make_source()
    grid = TileGrid(rows=(("900",),))
    view = SiteView.of([replace(item, grid=grid) for item in source.rounds]).rounds[0]
    found = tiles(view, view.criteria.tier("town"))
    assert found is not None
    assert [unit.title for unit in found.beside] == [f"Huyện {HOSTILE}"]


# The file --------------------------------------------------------------------


def _with_map(folder: Path, text: str) -> Path:
    shutil.copytree(PROVINCE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / FILE).parent.mkdir()
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_the_file_of_this_repository_has_every_district_of_its_rounds() -> None:
    source = public(ROOT)
    assert not [item for item in source.diagnostics if item.location.path == str(FILE)]
    for item in source.rounds:
        assert item.grid is not None
        parents = {unit.code for unit in item.register.units if unit.code in item.register.children}
        assert parents == set(item.grid.places)


def test_a_map_of_another_province_is_read_and_shown(tmp_path: Path) -> None:
    root = _with_map(tmp_path / "data", 'rows:\n  - ["060", ""]\n  - ["", "089"]\n')
    source = gather(WorkTree(root))
    assert source.rounds[0].grid == TileGrid(rows=(("060", ""), ("", "089")))
    built = build_site(source, root, tmp_path / "site", Wish(kind="plain"))
    # The map alone is no site of its own: pages, styles and scripts are still the engine's.
    assert (built.out / "assets" / "mb.css").is_file()
    assert not (built.out / "ban-do.yaml").exists()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('rows:\n  - ["060", "0899"]\n', 2, "Danh sách của đợt không có đơn vị mã «0899»"),
        ('rows:\n  - ["060"]\n  - ["060"]\n', 3, f"Mã «060» đã dùng ở {FILE}:2"),
        ('hang:\n  - ["060"]\n', 1, "Mẫu không có mục «hang»"),
        ("rows: []\n", 1, "Danh sách có 0 mục; được phép ≥ 1"),
        ('rows:\n  - ["060"\n', 3, "Thiếu dấu phẩy hoặc dấu ngoặc đóng"),
    ],
    ids=["unknown", "twice", "unknown key", "no row", "no YAML"],
)
def test_a_wrong_map_is_refused_with_its_place(tmp_path: Path, text: str, line: int, message: str) -> None:
    root = _with_map(tmp_path / "data", text)
    source = gather(WorkTree(root))
    found = [item for item in source.diagnostics if item.location.path == str(FILE)]
    assert found
    assert all(item.severity is Severity.ERROR for item in found)
    with pytest.raises(BuildError) as refused:
        build_site(source, root, tmp_path / "site")
    assert refused.value.text.vi.startswith(f"{FILE}:{line}:")
    assert message in refused.value.text.vi
    assert refused.value.text.in_("en").startswith(f"{FILE}:{line}:")
    assert not (tmp_path / "site").exists()


def test_a_code_without_quotes_is_told_and_not_refused(tmp_path: Path) -> None:
    source = gather(WorkTree(_with_map(tmp_path / "data", "rows:\n  - [060]\n")))
    found = [item for item in source.diagnostics if item.location.path == str(FILE)]
    assert [(item.code, item.severity) for item in found] == [("code-not-quoted", Severity.NOTICE)]
    assert source.rounds[0].grid == TileGrid(rows=(("060",),))


# Drawing ---------------------------------------------------------------------


def drawn(found: Tiles | None, folder: Path, lang: Lang = "vi") -> str:
    template = folder / "tiles-alone.html"
    template.write_text('{% from "parts/chart-tiles.html" import tile_chart %}{{ tile_chart(page, "o", url) }}')
    return Renderer([TEMPLATES, folder], lang).body("tiles-alone.html", found, "2031/x/")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_drawing_has_a_title_a_description_and_a_table(tmp_path: Path, lang: Lang) -> None:
    page = parse(drawn(tiles_of(lang), tmp_path, lang))
    drawing = next(item for item in page.all("svg"))
    assert drawing["role"] == "img"
    assert set(drawing["aria-labelledby"].split()) <= page.ids
    assert len(page.all("caption")) == len(page.all("table")) == 1
    assert page.all("script") == []
    assert "49091" not in page.text


OUTSIDE = """() => [...document.querySelectorAll('.mb-tiles text')].filter(text => {
  const box = text.getBoundingClientRect();
  return ![...document.querySelectorAll('.mb-tiles rect')].some(item => {
    const tile = item.getBoundingClientRect();
    return box.left >= tile.left && box.right <= tile.right && box.top >= tile.top && box.bottom <= tile.bottom;
  });
}).map(text => text.textContent)"""
"""The words that do not lie inside one tile."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install it to run the browser tests")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_words_lie_inside_their_tiles(browser: Browser, tmp_path: Path, width: int, lang: Lang) -> None:
    """Of the districts of this repository, of both rounds, and of a name that is hostile and very long."""
    view = SiteView.of(public(ROOT).rounds, lang).rounds[-1]
    tier = next(tier for tier in view.criteria.tiers if tiles(view, tier))
    style = (ROOT / "site_src" / "assets" / "mb.css").read_text(encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    for found in (tiles(view, tier), tiles_of(lang)):
        # On a page the drawing has the theme's margins on both sides.
        body = f"<style>{style}</style><body style='margin: 0 16px'>{drawn(found, tmp_path, lang)}"
        page.set_content(body)
        assert page.evaluate(OUTSIDE) == []
    page.close()
