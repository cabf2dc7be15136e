"""The yardsticks of the site: the same tables as Markdown, a file a unit, built by MkDocs with Material and by Hugo."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import cycle, islice
from pathlib import Path

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")

HUGO_BASE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><header><a href="/">Plain</a></header><main>{{ block "main" . }}{{ end }}</main></body></html>
"""
HUGO_PAGE = '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}\n'
HUGO_LIST = '{{ define "main" }}{{ range .Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}\n'


def tables_of(site: Path, round_id: str) -> list[str]:
    """The tables of each unit's page of a built site, as Markdown."""
    pages = sorted((site / round_id / "don-vi").glob("*/index.html"))
    return ["\n\n".join(_markdown(table) for table in _TABLE.findall(page.read_text("utf-8"))) for page in pages]


def _markdown(table: str) -> str:
    rows = [[_words(cell) for cell in _CELL.findall(row)] for row in _ROW.findall(table)]
    width = max(map(len, rows))
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split()).replace("|", "/")


def pages_like(tables: Sequence[str], count: int) -> Iterator[tuple[str, str]]:
    """So many pages, name and Markdown; tables are used again where there are not enough."""
    for number, table in enumerate(islice(cycle(tables), count)):
        yield f"don-vi-{number:05}", f"# Đơn vị số {number}\n\n{table}\n"


def mkdocs_command(folder: Path, pages: Iterator[tuple[str, str]]) -> list[str]:
    """The theme as it comes, no font of another host, the search of MkDocs."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(
        "site_name: Plain\ntheme: {name: material, font: false, language: vi}\nplugins: [search]\n", encoding="utf-8"
    )
    (docs / "index.md").write_text("# Plain\n", encoding="utf-8")
    for name, text in pages:
        (docs / f"{name}.md").write_text(text, encoding="utf-8")
    return [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")]


def hugo_command(folder: Path, pages: Iterator[tuple[str, str]]) -> list[str]:
    """The smallest templates: Hugo has no theme of its own."""
    files = {
        "hugo.toml": 'baseURL = "/"\ntitle = "Plain"\n',
        "layouts/_default/baseof.html": HUGO_BASE,
        "layouts/_default/single.html": HUGO_PAGE,
        "layouts/_default/list.html": HUGO_LIST,
        **{f"content/{name}.md": f"{json.dumps({'title': name})}\n\n{text}" for name, text in pages},
    }
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return [sys.executable, "-m", "hugo", "--quiet", "--source", str(folder)]
