"""A look at what may follow MkDocs: whether Zensical builds the hand-written pages with the same settings."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import measure

_HOOKS = re.compile(r"(?m)^hooks:\n(?:  .*\n)+")
_ADDRESS = re.compile(r"(?m)^site_url: .*$")


def try_zensical(root: Path, folder: Path) -> Iterator[str]:
    """One line a question: does it end well, how many pages are there, do they wear the theme."""
    yield "\nzensical build of the hand-written pages"
    if importlib.util.find_spec("zensical") is None:
        yield "  zensical is not installed (make bench installs it): left out"
        return
    shutil.copytree(root / "site_src", folder / "site_src")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    # Generated pages are the hook's: without it only what is written by hand is there.
    settings = _ADDRESS.sub("site_url: https://minh-bach.example/", _HOOKS.sub("", settings))
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    program = str(Path(sys.executable).with_name("zensical"))
    built = measure("zensical", [program, "build", "--config-file", str(folder / "mkdocs.yml")], 1)
    site = folder / "build" / "site"
    pages = sorted(site.rglob("index.html"))
    themed = [page for page in pages if "md-header" in page.read_text(encoding="utf-8")]
    written = sorted((folder / "site_src").glob("*.md"))
    yield f"  exit code {built.code}, {built.seconds:.2f} s"
    yield f"  {len(pages)} pages of {len(written)}, {len(themed)} with the theme"
