"""Pages are valid HTML: of each kind one, in both shells and languages, hostile texts included."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.site.browsing import one_of_each

TOOL = ROOT / ".ci" / "node-tool"
PLACE = ROOT / "tests" / "site" / "html"


def _validated(*files: Path) -> subprocess.CompletedProcess[str]:
    # Browsers are told not to remember the theme's switches by an attribute that the standard has for fields of text.
    command = [TOOL, PLACE.relative_to(ROOT), "html-validate", "--config", PLACE / "rules.json", *files]
    ran = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if "skipped" in ran.stdout:
        pytest.skip(ran.stdout.strip())
    return ran


@pytest.mark.parametrize("name", ["late_site", "late_plain_site", "province_site"])
def test_pages_are_valid(name: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(name)
    pages = one_of_each(site)
    assert len(pages) > 40
    ran = _validated(*(site / (page if page.endswith(".html") else f"{page}index.html") for page in pages))
    assert ran.stdout + ran.stderr == ""
    assert ran.returncode == 0


def test_what_is_not_valid_is_seen(tmp_path: Path, late_plain_site: Path) -> None:
    page = tmp_path / "index.html"
    shutil.copy(late_plain_site / "index.html", page)
    page.write_text(page.read_text(encoding="utf-8").replace("</h1>", "</h2>", 1), encoding="utf-8")
    ran = _validated(page)
    assert ran.returncode == 1
    assert "close-order" in ran.stdout
