"""The command line: help, exit codes, words in two languages, output that others read, files written whole."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

import pytest

from minhbach.cli import COMMANDS, main
from minhbach.commands import inspect as inspect_command
from minhbach.commands import review as review_command
from minhbach.commands import round as round_command
from minhbach.commands import score as score_command
from minhbach.commands.common import CLEAN, FAULT, FINDINGS, USAGE, find_root
from minhbach.export.json_text import json_bytes
from minhbach.writing import write_file

PARTS = [
    (name, part)
    for name, command in (("round", round_command), ("review", review_command), ("inspect", inspect_command))
    for part in command.PARTS
]
"""Commands that are split, with their sub-commands."""

Outcome = tuple[int, str, str]
Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], province: Path) -> Run:
    """Call the command line on the small province (or without `--root`); gives exit code, output and errors."""

    def call(*argv: str, root: Path | None = province) -> Outcome:
        arguments = list(argv) if root is None else ["--root", str(root), *argv]
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def _process(argv: Sequence[str], root: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    command = [sys.executable, "-m", "minhbach", "--root", str(root), *argv]
    return subprocess.run(command, capture_output=True, env={**kept, **environment}, check=False)


# Help and usage --------------------------------------------------------------


def test_the_help_names_every_command_and_what_it_does(run: Run) -> None:
    code, out, _ = run("--help", root=None)
    assert code == CLEAN
    for name in COMMANDS:
        assert any(line.split()[:1] == [name] and len(line.split()) > 3 for line in out.splitlines()), name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_its_own_words(run: Run, name: str) -> None:
    code, out, _ = run(name, "--help", root=None)
    assert code == CLEAN
    assert out.startswith(f"usage: minhbach {name}")
    assert "--root DIR" in out
    assert "--lang" in out
    module = import_module(f"minhbach.commands.{name.replace('-', '_')}")
    assert (module.__doc__ or "").startswith(f"`minhbach {name}")


@pytest.mark.parametrize(("name", "part"), PARTS)
def test_every_part_of_a_command_has_help_and_its_own_words(run: Run, name: str, part: str) -> None:
    code, out, _ = run(name, part, "--help", root=None)
    assert code == CLEAN
    assert out.startswith(f"usage: minhbach {name} {part}")
    module = import_module(f"minhbach.commands.{name}_{part}")
    assert (module.__doc__ or "").startswith(f"`minhbach {name} {part}")


def test_every_module_of_a_command_is_a_command() -> None:
    folder = Path(import_module("minhbach.commands").__path__[0])
    written = {path.stem for path in folder.glob("*.py") if "def add_parser(" in path.read_text(encoding="utf-8")}
    parts = {f"{name}_{part}" for name, part in PARTS}
    assert written - parts == {name.replace("-", "_") for name in COMMANDS}


def test_the_version_is_told(run: Run) -> None:
    code, out, _ = run("--version", root=None)
    assert (code, out.split()[0]) == (CLEAN, "minhbach")


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    code, out, _ = run(root=None)
    assert code == USAGE
    assert "validate" in out


@pytest.mark.parametrize(
    "argv",
    [
        ("frobnicate",),
        ("score",),
        ("score", "2021", "--format", "xml"),
        ("score", "2021", "--milestone", "last"),
        ("validate", "--lang", "fr"),
        ("criteria", "burn"),
    ],
)
def test_wrong_words_are_wrong_usage(run: Run, argv: tuple[str, ...]) -> None:
    code, out, err = run(*argv)
    assert (code, out) == (USAGE, "")
    assert "usage: minhbach" in err


@pytest.mark.parametrize(
    ("argv", "vi", "en"),
    [
        (("score", "2022"), "Không có đợt «2022»", "There is no round “2022”"),
        (("score", "2022"), "Các đợt: 2020, 2021", "Rounds: 2020, 2021"),
        (("validate", "--round", "1999"), "Không có đợt «1999»", "There is no round “1999”"),
        (("explain", "2021", "99999"), "không có đơn vị mã «99999»", "has no unit “99999”"),
        (("explain", "2021", "2005"), "Có phải 02005?", "Did you mean 02005?"),
        (("explain", "2021", "60"), "Có phải 060?", "Did you mean 060?"),
        (("explain", "2021", "02005", "zzz"), "không có tiêu chí «zzz»", "has no criterion “zzz”"),
        (("validate", "nope.yaml"), "Không có tệp hay thư mục: nope.yaml", "No such file or folder: nope.yaml"),
        (("validate", "/"), "nằm ngoài kho dữ liệu", "lies outside"),
        (("criteria", "check", "nope"), "Không có bộ tiêu chí «nope»", "No criteria set “nope”"),
        (("export", "2022"), "Không có đợt «2022»", "There is no round “2022”"),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(run: Run, argv: tuple[str, ...], vi: str, en: str) -> None:
    for lang, words in (("vi", vi), ("en", en)):
        code, out, err = run(*argv, "--lang", lang)
        assert (code, out) == (USAGE, "")
        assert words in err
        assert "Traceback" not in err


def test_a_criterion_may_be_named_by_its_number(run: Run) -> None:
    by_id = run("explain", "2021", "02005", "website")
    number = next(line.split()[0] for line in by_id[1].splitlines()[1:] if line[:1].isdigit())
    assert run("explain", "2021", "02005", number) == by_id


@pytest.mark.parametrize("argv", [("validate",), ("score", "2021"), ("criteria", "check"), ("build",)])
def test_a_folder_without_data_is_wrong_usage_and_stays_untouched(
    run: Run, tmp_path: Path, argv: tuple[str, ...]
) -> None:
    for root in (tmp_path / "empty", tmp_path / "missing"):
        (tmp_path / "empty").mkdir(exist_ok=True)
        code, _, err = run(*argv, root=root)
        assert code == USAGE
        assert str(root) in err
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


# Options common to all -------------------------------------------------------


def test_the_common_options_may_stand_before_or_after_the_command(run: Run, province: Path) -> None:
    before = run("--root", str(province), "--lang", "en", "validate", root=None)
    after = run("validate", "--lang", "en", "--root", str(province), root=None)
    mixed = run("--lang", "en", "validate", f"--root={province}", root=None)
    assert before == after == mixed
    assert "errors to mend" in before[1]


def test_the_option_after_the_command_wins(run: Run, tmp_path: Path, province: Path) -> None:
    code, out, _ = run(
        "--root", str(tmp_path), "--lang", "vi", "validate", "--root", str(province), "--lang", "en", root=None
    )
    assert (code, "errors to mend" in out) == (CLEAN, True)


def test_a_root_named_like_a_command_is_a_root(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "score" / "criteria").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    code, out, _ = run("--root", "score", "validate", root=None)
    assert (code, "0 lỗi" in out) == (CLEAN, True)


def test_the_root_is_the_nearest_folder_with_data(province: Path, tmp_path: Path) -> None:
    assert find_root(province / "submissions" / "2021" / "units") == province
    assert find_root(province) == province
    assert find_root(tmp_path) == tmp_path


def test_a_command_finds_the_data_around_it(run: Run, province: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = run("validate", "submissions/2021/units")
    monkeypatch.chdir(province / "submissions" / "2021")
    assert run("validate", "units", root=None) == wanted


def test_words_are_vietnamese_unless_asked_otherwise(run: Run) -> None:
    assert "câu hỏi" in run("validate")[1]
    assert "queries" in run("validate", "--lang", "en")[1]
    assert "Hạng" in run("score", "2021")[1]
    assert "Rank" in run("score", "2021", "--lang", "en")[1]
    assert "hạng" in run("explain", "2021", "02005")[1]
    assert "rank" in run("explain", "2021", "02005", "--lang", "en")[1]


# Findings --------------------------------------------------------------------


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A repository whose only file cannot be read."""
    place = tmp_path / "criteria" / "x" / "set.yaml"
    place.parent.mkdir(parents=True)
    place.write_text("id: x\n\tbad: tab\n", encoding="utf-8")
    return tmp_path


def test_findings_of_level_error_give_exit_1(run: Run, broken: Path) -> None:
    for argv in (
        ("validate",),
        ("criteria", "check"),
        ("validate", "--format", "json"),
        ("validate", "--format", "github"),
    ):
        code, out, err = run(*argv, root=broken)
        assert (code, err) == (FINDINGS, "")
        assert "yaml-tab" in out


def test_a_path_limits_what_is_told_and_what_decides(run: Run, broken: Path) -> None:
    (broken / "criteria" / "y").mkdir()
    assert run("validate", str(broken / "criteria" / "y"), root=broken)[0] == CLEAN
    assert run("validate", "criteria/x", root=broken)[0] == FINDINGS
    assert run("validate", "criteria/x/set.yaml", root=broken)[0] == FINDINGS
    assert run("validate", str(broken), root=broken)[0] == FINDINGS


def test_a_path_is_looked_for_below_the_root_too(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    code, out, err = run("validate", "submissions")
    assert (code, err) == (CLEAN, "")
    assert "figure-missing" in out


def test_questions_do_not_block(run: Run) -> None:
    code, out, _ = run("validate", "--format", "json")
    summary = json.loads(out)["summary"]
    assert (code, summary["errors"]) == (CLEAN, 0)
    assert summary["queries"] > 0


def test_the_json_of_validate_has_its_keys(run: Run, broken: Path) -> None:
    for root in (None, broken):
        _, out, _ = run("validate", "--format", "json", **({"root": root} if root else {}))
        document = json.loads(out)
        assert document.keys() == {"schema_version", "diagnostics", "summary"}
        assert document["summary"].keys() == {"files", "errors", "queries", "notices"}
        for item in document["diagnostics"]:
            assert list(item) == [
                *("code", "severity", "path", "line", "column", "round", "unit", "figure", "found", "allowed"),
                *("message", "hint"),
            ]
            assert item["severity"] in ("error", "query", "notice")
            assert not item["path"].startswith("/")


def test_annotations_are_the_default_inside_a_workflow(run: Run, broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run("validate", root=broken)[1].startswith("::error file=criteria/x/set.yaml,line=2,col=1,title=yaml-tab::")
    assert not run("validate", "--format", "text", root=broken)[1].startswith("::")


# Scores ----------------------------------------------------------------------

UNIT_KEYS = {
    "code",
    "tier",
    "status",
    "total",
    "maximum",
    "share",
    "level",
    "rank",
    "tied",
    "pillars",
    "groups",
    "criteria",
}


def test_the_json_of_scores_has_the_keys_that_are_promised(run: Run) -> None:
    code, out, _ = run("score", "2021", "--format", "json")
    document = json.loads(out)
    assert code == CLEAN
    assert {"schema_version", "round", "milestone", "criteria", "units"} <= document.keys()
    assert (document["round"], document["milestone"]) == ("2021", "final")
    for unit in document["units"]:
        assert unit.keys() >= UNIT_KEYS
        assert unit["status"] in ("ranked", "not_submitted", "not_assessed")
        for score in unit["criteria"].values():
            assert score.keys() >= {"state", "points", "maximum", "figures", "trace"}
            assert isinstance(score["points"], str)
    assert json_bytes(document).decode() == out


def test_the_milestone_is_that_of_the_phase_unless_it_is_asked_for(run: Run) -> None:
    default, final = (run("score", "2021", *more)[1] for more in ((), ("--milestone", "final")))
    assert default == final
    out = run("score", "2021", "--milestone", "preliminary", "--format", "json")[1]
    assert json.loads(out)["milestone"] == "preliminary"


def test_the_csv_of_scores_has_one_line_a_unit_and_criterion(run: Run) -> None:
    _, out, _ = run("score", "2021", "--format", "csv")
    header, *rows = out.removeprefix("\ufeff").splitlines()
    assert header.startswith("code,name,tier,criterion,number,state,points,maximum,declared")
    assert any(row.startswith("02005,") for row in rows)


def test_export_writes_the_downloads_below_the_folder(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("export", "2021", "--out", str(tmp_path))
    written = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert code == CLEAN
    assert "2021/du-lieu/ket-qua.json" in written
    package = json.loads((tmp_path / "2021/du-lieu/datapackage.json").read_text(encoding="utf-8"))
    assert sorted([item["path"] for item in package["resources"]] + ["datapackage.json"]) == [
        path.removeprefix("2021/du-lieu/") for path in written
    ]
    for item in package["resources"]:
        data = (tmp_path / "2021/du-lieu" / item["path"]).read_bytes()
        assert (item["bytes"], item["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
    assert all(f"{tmp_path}/{path}" in out for path in written)


def test_a_unit_without_figures_is_explained_as_such(run: Run) -> None:
    assert "không có điểm" in run("explain", "2021", "02017")[1]
    assert "No submission" in run("explain", "2021", "02017", "--lang", "en")[1]


def test_the_sets_of_the_small_province_pass_their_own_cases(run: Run) -> None:
    code, out, _ = run("criteria", "check")
    assert code == CLEAN, out


# Faults of ours, closed pipes, whole files -----------------------------------


@pytest.mark.parametrize(("lang", "words"), [("vi", "lỗi của chương trình"), ("en", "a fault of the program")])
def test_a_crash_inside_is_told_as_ours(run: Run, monkeypatch: pytest.MonkeyPatch, lang: str, words: str) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError("the reason")

    monkeypatch.setattr(score_command, "load_results", crash)
    code, out, err = run("score", "2021", "--lang", lang)
    assert (code, out) == (FAULT, "")
    assert words in err
    assert "ZeroDivisionError: the reason" in err


def test_an_interrupt_is_not_a_fault(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(score_command, "load_results", interrupt)
    code, _, err = run("score", "2021")
    assert (code, err) == (130, "")


@pytest.mark.parametrize(("argv", "read"), [(("score", "2021", "--format", "json"), 1), (("validate",), 0)])
def test_a_reader_that_stops_early_is_no_fault(province: Path, argv: tuple[str, ...], read: int) -> None:
    command = [sys.executable, "-m", "minhbach", "--root", str(province), *argv]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(read)
        process.stdout.close()
        error = process.stderr.read()
    assert (process.returncode, error) == (CLEAN, b"")


def test_output_is_utf_8_whatever_the_machine_says(province: Path) -> None:
    plain = _process(["validate"], province, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert (plain.returncode, plain.stderr) == (CLEAN, b"")
    assert "lỗi phải sửa" in plain.stdout.decode()


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "file.csv"
    write_file(place, b"old")
    write_file(place, b"new bytes")
    assert place.read_bytes() == b"new bytes"
    assert place.stat().st_mode & 0o777 == 0o644
    assert [path.name for path in place.parent.iterdir()] == ["file.csv"]


@pytest.mark.parametrize("fault", [OSError, KeyboardInterrupt])
def test_a_write_that_fails_leaves_the_old_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    place = tmp_path / "file.csv"
    write_file(place, b"old")

    def fail(*_: object) -> None:
        raise fault

    for step in ("chmod", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(Path, step, fail)
            with pytest.raises(fault):
                write_file(place, b"new")
        assert place.read_bytes() == b"old"
        assert [path.name for path in tmp_path.iterdir()] == ["file.csv"]
