"""The guard of publication: whole, not shrunk, the past untouched; otherwise the site that is up stays up."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from minhbach.cli import main
from minhbach.model.round import Milestone, Phase
from minhbach.site import addresses
from minhbach.site.guard import KEPT_SHARE, Refusal, compare, inspect, read_last
from minhbach.site.manifest import (
    Manifest,
    ManifestError,
    RoundManifest,
    describe,
    digest,
    manifest_bytes,
    read_manifest,
)
from tests.conftest import PROVINCE, ROOT
from tests.site.sample import make_source

UNITS = tuple(f"{number:05}" for number in range(1, 101))
TABLE = b"code,points\r\n"
FILES = {"2031/du-lieu/diem.csv": digest(TABLE)}
OTHER = {"2031/du-lieu/diem.csv": digest(b"code,points\r\n00001,100\r\n")}

Run = Callable[..., tuple[int, str, str]]


def made(**changes: object) -> RoundManifest:
    whole = RoundManifest(phase=Phase.FINAL, milestone=Milestone.FINAL, units=UNITS, ranked=UNITS, files=FILES)
    return replace(whole, **changes)  # type: ignore[arg-type]  # each test names the fields it changes


def codes(before: RoundManifest, after: RoundManifest | None) -> list[str]:
    fresh = Manifest({} if after is None else {"2031": after})
    return [refusal.code for refusal in compare(Manifest({"2031": before}), fresh)]


def laid(folder: Path, manifest: Manifest) -> Path:
    """A site as small as a manifest allows: its pages and tables, nothing in them."""
    pages = ["index.html"]
    pages += [
        f"{addresses.unit(name, code)}index.html" for name, item in manifest.rounds.items() for code in item.units
    ]
    for path in pages:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).touch()
    for item in manifest.rounds.values():
        for path in item.files:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(TABLE)
    (folder / addresses.MANIFEST).write_bytes(manifest_bytes(manifest))
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*argv: object) -> tuple[int, str, str]:
        code = main(["guard", *map(str, argv)])
        out, err = capsys.readouterr()
        return code, out, err

    return call


# The manifest ----------------------------------------------------------------


def test_a_built_site_has_everything_it_announces(sample_site: Path, province_site: Path) -> None:
    for site in (sample_site, province_site):
        manifest, faults = inspect(site)
        assert faults == ()
        assert manifest is not None
        assert all(item.units and item.ranked and item.files for item in manifest.rounds.values())


def test_a_manifest_reads_back_as_it_was_written() -> None:
    manifest = describe(make_source(), {})
    assert read_manifest(manifest_bytes(manifest)) == manifest
    assert json.loads(manifest_bytes(manifest))["schema_version"] == 1


def test_words_of_the_program_are_no_part_of_what_is_kept(sample_site: Path) -> None:
    manifest = read_manifest((sample_site / addresses.MANIFEST).read_bytes())
    files = [path for item in manifest.rounds.values() for path in item.files]
    assert files
    assert all(path.endswith(".csv") for path in files)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<!doctype html><title>404</title>",
        b"null",
        b"[]",
        b'{"schema_version": 1}',
        b'{"schema_version": 2, "rounds": {}}',
        b'{"schema_version": 1, "rounds": []}',
        b'{"schema_version": 1, "rounds": {"2031": {"phase": "final"}}}',
        manifest_bytes(Manifest({"2031": made()})).replace(b'"final"', b'"someday"'),
        manifest_bytes(Manifest({"2031": made()})).replace(b'"00007"', b"7"),
        manifest_bytes(Manifest({"2031": made()})).replace(b'"00007"', b'"7\\n::error::x"'),
        manifest_bytes(Manifest({"2031": made()}))[:-40],
        b"[" * 200_000,
    ],
)
def test_anything_else_is_no_manifest(data: bytes) -> None:
    with pytest.raises(ManifestError):
        read_manifest(data)


# Against the site that is up ---------------------------------------------------


def test_the_same_site_may_be_published_again() -> None:
    assert codes(made(), made()) == []


def test_up_to_a_twentieth_of_the_units_may_go() -> None:
    assert KEPT_SHARE * 100 == 95
    before = made(phase=Phase.PRELIMINARY)
    assert codes(before, replace(before, units=UNITS[5:], ranked=UNITS[5:])) == []
    assert codes(before, replace(before, units=UNITS[6:], ranked=UNITS[5:])) == ["units-missing"]
    assert codes(before, replace(before, units=UNITS, ranked=UNITS[6:])) == ["results-missing"]


def test_new_units_do_not_stand_in_for_lost_ones() -> None:
    before = made(phase=Phase.PRELIMINARY)
    strangers = tuple(f"9{code}" for code in UNITS)
    assert codes(before, replace(before, units=UNITS[10:] + strangers, ranked=UNITS)) == ["units-missing"]


def test_ten_of_a_hundred_units_missing_is_told_with_codes_and_remedy() -> None:
    before = made(phase=Phase.PRELIMINARY)
    after = replace(before, units=UNITS[11:], ranked=UNITS)
    (refusal,) = compare(Manifest({"2031": before}), Manifest({"2031": after}))
    assert "Đợt 2031: 11/100 đơn vị đang công bố không còn trang (00001, 00002, " in refusal.text.vi
    assert "00010, …)" in refusal.text.vi
    assert "00011" not in refusal.text.vi
    assert "95%" in refusal.text.vi
    assert "11 of 100 published units have no page any more" in refusal.text.en
    assert "minhbach validate" in refusal.hint.vi


def test_a_round_never_vanishes() -> None:
    assert codes(made(phase=Phase.REPORTING, milestone=None, ranked=(), files={}), None) == ["round-vanished"]


@pytest.mark.parametrize("phase", [Phase.FINAL, Phase.AMENDED, Phase.ARCHIVED])
def test_the_tables_of_a_past_round_stay(phase: Phase) -> None:
    assert codes(made(phase=phase), made(phase=phase, files=OTHER)) == ["past-changed"]
    assert codes(made(phase=phase), made(phase=phase, files={})) == ["past-changed"]
    assert codes(made(phase=phase), made(phase=phase, files={**FILES, "2031/du-lieu/moi.csv": "0"})) == []


def test_a_past_round_changes_by_a_new_amendment_only() -> None:
    assert codes(made(), made(phase=Phase.AMENDED, files=OTHER, amendments=1)) == []
    assert codes(made(amendments=1), made(phase=Phase.AMENDED, files=OTHER, amendments=2)) == []
    assert codes(made(), made(phase=Phase.AMENDED, files=OTHER)) == ["past-changed"]
    assert codes(made(amendments=2), made(files=OTHER, amendments=1)) == ["past-changed"]
    assert codes(made(), made(phase=Phase.ARCHIVED)) == []
    assert codes(made(), made(phase=Phase.ARCHIVED, files=OTHER)) == ["past-changed"]


def test_a_round_that_was_final_is_not_opened_again() -> None:
    assert codes(made(), made(phase=Phase.SUPPLEMENT, milestone=Milestone.PRELIMINARY)) == ["round-reopened"]


@pytest.mark.parametrize("phase", [Phase.PRELIMINARY, Phase.SUPPLEMENT])
def test_a_round_that_is_not_final_may_change(phase: Phase) -> None:
    before = made(phase=phase, milestone=Milestone.PRELIMINARY)
    assert codes(before, replace(before, files=OTHER)) == []
    assert codes(before, made(files=OTHER)) == []


# The command -------------------------------------------------------------------


def test_a_build_with_a_tenth_of_the_units_missing_is_refused(
    province_site: Path, tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the data to the refusal: one of the ten units of a round falls out of its register."""
    data = tmp_path / "data"
    shutil.copytree(PROVINCE, data)
    register = data / "submissions" / "2021" / "units.yaml"
    lines = register.read_text(encoding="utf-8").splitlines(keepends=True)
    register.write_text("".join(line for line in lines if '"02017"' not in line), encoding="utf-8")
    site = tmp_path / "site"
    main(["build", "--root", str(data), "--out", str(site)])
    capsys.readouterr()
    last = province_site / addresses.MANIFEST

    code, out, err = run("--last", last, "--site", site)
    assert (code, out) == (1, "")
    assert err.startswith("Không công bố: ")
    assert "Trang đang công bố được giữ nguyên." in err
    assert "units-missing: Đợt 2021: 1/10 đơn vị đang công bố không còn trang (02017)" in err
    assert "    Cách sửa: Chạy minhbach validate" in err
    code, _, err = run("--last", last, "--site", site, "--lang", "en")
    assert code == 1
    assert "units-missing: Round 2021: 1 of 10 published units" in err
    assert "    To do: " in err


def test_a_whole_site_is_allowed(province_site: Path, run: Run) -> None:
    code, out, err = run("--last", province_site / addresses.MANIFEST, "--site", province_site)
    assert (code, err) == (0, "")
    assert out.startswith("Được công bố: 2 đợt, ")
    assert run("--first", "--site", province_site)[0] == 0


def test_a_last_manifest_that_cannot_be_read_is_never_a_first_publication(tmp_path: Path, run: Run) -> None:
    site = laid(tmp_path / "site", Manifest({"2031": made()}))
    broken = tmp_path / "last.json"
    broken.write_bytes(b"<html>")
    for last in (broken, tmp_path / "none.json", tmp_path):
        code, _, err = run("--last", last, "--site", site)
        assert code == 1
        assert "last-unreadable: " in err
        assert "--first" in err
    assert isinstance(read_last(broken), Refusal)


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        ("index.html", "index.html"),
        ("manifest.json", "không có tệp này"),
        ("2031/don-vi/00007/index.html", "1/100 đơn vị: 00007"),
        ("2031/du-lieu/diem.csv", "2031/du-lieu/diem.csv"),
    ],
)
def test_a_half_built_site_is_refused_even_as_the_first(tmp_path: Path, run: Run, gone: str, words: str) -> None:
    site = laid(tmp_path / "site", Manifest({"2031": made()}))
    assert run("--first", "--site", site)[0] == 0
    (site / gone).unlink()
    code, _, err = run("--first", "--site", site)
    assert code == 1
    assert "half-built: " in err
    assert words in err


def test_a_table_that_is_not_the_announced_one_is_refused(tmp_path: Path, run: Run) -> None:
    site = laid(tmp_path / "site", Manifest({"2031": made()}))
    (site / "2031/du-lieu/diem.csv").write_bytes(TABLE[:4])
    assert run("--first", "--site", site)[0] == 1


def test_one_has_to_say_what_is_up(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for argv in ([], ["--first", "--last", "x.json"]):
        with pytest.raises(SystemExit) as stop:
            run(*argv)
        assert stop.value.code == 2
    capsys.readouterr()


# Fetching the manifest of the site that is up ------------------------------------


@contextmanager
def answering(status: int, body: bytes = b"", *, promised: int | None = None) -> Iterator[str]:
    """A host on loopback that answers every request alike; it may promise more bytes than it sends."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body) if promised is None else promised))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/trang"
        server.shutdown()


@pytest.fixture
def fetch() -> Callable[[str, Path], subprocess.CompletedProcess[str]]:
    """`.ci/guard`, the way publish.yml calls it; it needs curl and the virtual environment that `make` sets up."""
    if shutil.which("curl") is None or not (ROOT / ".venv" / "bin" / "minhbach").is_file():
        pytest.skip("curl or .venv/bin/minhbach is not here")

    def call(address: str, site: Path) -> subprocess.CompletedProcess[str]:
        command = [str(ROOT / ".ci" / "guard"), address, "--site", str(site)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return call


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_only_a_clear_none_counts_as_a_first_publication(
    tmp_path: Path, fetch: Callable[[str, Path], subprocess.CompletedProcess[str]]
) -> None:
    up = Manifest({"2031": made(phase=Phase.PRELIMINARY)})
    site = laid(tmp_path / "site", up)
    body = manifest_bytes(up)
    with answering(200, body) as address:
        assert fetch(address, site).returncode == 0
    with answering(404, b"<html>") as address:
        first = fetch(address, site)
        assert first.returncode == 0
        assert "Chưa có trang nào được công bố" in first.stdout
    shrunk = laid(tmp_path / "shrunk", Manifest({"2031": made(phase=Phase.PRELIMINARY, units=UNITS[10:])}))
    with answering(200, body) as address:
        assert "units-missing" in fetch(address, shrunk).stderr
    for status, sent, promised in ((500, b"", None), (403, b"", None), (200, b"<html>", None), (200, body, 10**6)):
        with answering(status, sent, promised=promised) as address:
            refused = fetch(address, site)
        assert refused.returncode == 1, status
        assert "Không công bố" in refused.stderr
    assert fetch("http://127.0.0.1:1/", site).returncode == 1
