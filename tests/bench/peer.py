"""The yardstick of the site: plain MkDocs and Material on Markdown of the same size."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Shape:
    """How many pages a site has, and how many rows of tables stand on a page, on average."""

    pages: int
    rows: int


def shape_of(site: Path) -> Shape:
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    return Shape(len(pages), max(1, round(sum(page.count("<tr") for page in pages) / len(pages))))


def write_plain_site(folder: Path, shape: Shape) -> None:
    """A site of that shape: the theme as it comes, no font of another host, the search of MkDocs."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(
        "site_name: Plain\ntheme: {name: material, font: false, language: vi}\nplugins: [search]\n", encoding="utf-8"
    )
    for number in range(shape.pages):
        name = "index.md" if number == 0 else f"trang-{number:05}.md"
        (docs / name).write_text(_page(number, shape.rows), encoding="utf-8")


def _page(number: int, rows: int) -> str:
    lines = [f"# Đơn vị số {number}", "", "Kết quả đánh giá theo từng tiêu chí.", ""]
    lines += ["| Số | Tiêu chí | Số liệu | Điểm |", "|---|---|---|---|"]
    lines += [
        f"| {row}.{row} | Tỷ lệ cán bộ có máy tính | {number + row} / {number + 2 * row} | 2,50 |"
        for row in range(1, rows)
    ]
    return "\n".join(lines) + "\n"
