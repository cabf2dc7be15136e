"""The whole browser report: one page of each kind of this repository's site, in every language, scheme and width."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench.measure import measure
from tests.bench.weight import LEVEL
from tests.site.browsing import CHROMIUM, Quiet, served
from tests.site.looks import LOOKS, addresses, chromium, look_at

SHELLS = ("material", "plain")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PACKED = (".html", ".css", ".js", ".json", ".svg")
JUDGED = {"home": "", "ranking": "2019/xep-hang/xa/", "unit": "2019/don-vi/01909/", "method": "2019/phuong-phap/"}


def report(root: Path, folder: Path, command: Callable[..., list[str]]) -> Iterator[str]:
    """Lines of a table: pages, rules of axe that passed, pages with faults or cut boxes; requests; Lighthouse."""
    if CHROMIUM is None:
        yield "\nno Chromium here: nothing to look with"
        return
    for shell in SHELLS:
        site = folder / shell
        measure(shell, command("build", "--shell", shell, "--out", str(site), root=root), 1)
        with chromium() as browser, served(site) as base:
            yield f"\naxe and boxes, {shell}\n  {'':18}{'pages':>8}{'passed':>8}{'faults':>8}"
            for lang in ("vi", "en"):
                looks = [look for look in LOOKS if look.lang == lang]
                for look, seen in look_at(browser, base, addresses(site, lang), looks).items():
                    yield f"  {look!s:18}{seen.pages:>8}{seen.passed:>8}{len(seen.faults):>8}"
                    yield from (f"    {address}: {fault}" for address, found in seen.faults.items() for fault in found)
            yield from _requests(browser, base, addresses(site))
        yield from _lighthouse(site, shell)


def _requests(browser: Browser, base: str, pages: list[str]) -> Iterator[str]:
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda item: asked.append(item.url))
    for address in pages:
        page.goto(base + address, wait_until="load")
    page.close()
    yield f"  requests: {len(asked)}, to another host: {sum(not url.startswith(base) for url in asked)}"


class Packing(Quiet):
    """Sends texts packed, as the servers do on which such sites stand; what a page costs hangs on it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802  # the name is the standard library's
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if file.suffix not in PACKED or not file.is_file():
            return super().do_GET()
        data = gzip.compress(file.read_bytes(), LEVEL, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        return None


def _lighthouse(site: Path, shell: str) -> Iterator[str]:
    """Lighthouse is no dependency: it is asked where `lighthouse` is a command of this machine."""
    command = shutil.which("lighthouse")
    if command is None:
        yield "  lighthouse is not installed (npm install -g lighthouse): left out"
        return
    yield f"  lighthouse, {shell:6}" + "".join(f"{name:>16}" for name in CATEGORIES)
    with served(site, Packing) as base:
        for name, address in JUDGED.items():
            flags = ["--quiet", "--output=json", "--output-path=stdout", f"--only-categories={','.join(CATEGORIES)}"]
            chrome = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
            done = subprocess.run([command, base + address, *flags, chrome], capture_output=True, check=False)
            if done.returncode:
                yield f"    {name:15}  failed with exit code {done.returncode}"
                continue
            found = json.loads(done.stdout)["categories"]
            yield f"    {name:18}" + "".join(f"{round(100 * (found[key]['score'] or 0)):>16}" for key in CATEGORIES)
