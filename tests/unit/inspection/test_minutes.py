"""`minhbach inspect minutes`: what a team is given, what is missing in it, and that it is valid once filled in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from minhbach.cli import main
from minhbach.commands.common import CLEAN, USAGE
from minhbach.inspection.minutes import written_answer
from minhbach.model.submission import Answer, State
from tests.unit.review.province import MINUTES, REVIEW, WARD, question, read_all, ward

Run = Callable[..., tuple[int, str, str]]

NO_VISITS = ("  visits: 1200\n", "")
NOT_APPLICABLE = ("  services: 80\n", '  services: {not_applicable: "Không có \\"thủ tục\\""}\n')
EXPLAINED = ("evidence:\n", 'explanations:\n  Q1: {text: "Có lớp tập huấn\\nriêng"}\nevidence:\n')

ODD = (("outage_hours", "1.5"), ("files_late", "9"), ("payments_online", "486"))
"""Figures that are far from those of the last round."""


@pytest.fixture
def copy(tmp_path: Path, province: Path) -> Path:
    place = tmp_path / "data"
    shutil.copytree(province, place)
    (place / WARD).write_text(ward(NO_VISITS, EXPLAINED), encoding="utf-8")
    (place / REVIEW).parent.mkdir()
    (place / REVIEW).write_text(
        "questions:\n" + question(1, "trained") + question(2, "news", "accepted"), encoding="utf-8"
    )
    return place


@pytest.fixture
def run(copy: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*argv: str) -> tuple[int, str, str]:
        code = main(["--root", str(copy), "inspect", "minutes", *argv])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def plain(text: str) -> Any:
    """YAML as the text that was written."""
    return yaml.load(text, yaml.CBaseLoader)  # noqa: S506 - builds text only


def filled(text: str) -> str:
    """The draft as a team would fill it in: everything verified and settled as it was reported."""
    text = text.replace("  from:\n", "  from: 2021-12-08T08:00\n").replace("  to:\n", "  to: 2021-12-08T11:30\n")
    text = re.sub(r"^    reported: (.*)\n    verified:\n    settled:", _as_reported, text, flags=re.MULTILINE)
    text = re.sub(r"^    (verified|settled):$", r"    \1: 0", text, flags=re.MULTILINE)
    text = re.sub(r"^agreed: .*", "agreed: true", text, flags=re.MULTILINE)
    text = re.sub(r"^(team|decision): .*", r"\1: Số 1", text, flags=re.MULTILINE)
    leaves = "place|role|reason|overview|direction|infrastructure|workforce|policy|presence|interaction|transaction|"
    leaves += "transformation|achieved|difficulties|causes|proposals"
    return re.sub(rf"^( *(?:- )?(?:{leaves})):$", r"\1: Đã ghi", text, flags=re.MULTILINE)


def _as_reported(found: re.Match[str]) -> str:
    return f"    reported: {found[1]}\n    verified: {found[1]}\n    settled: {found[1]}"


def told(text: str, **files: str) -> list[tuple[str, str]]:
    _, report = read_all({MINUTES: text, WARD: ward(NO_VISITS, EXPLAINED), **files})
    return [(item.code, item.message.vi) for item in report if item.location.path == MINUTES]


def test_the_draft_is_written_once(run: Run, copy: Path) -> None:
    code, out, _ = run("2021", "02005")
    assert (code, out) == (CLEAN, f"Đã ghi {copy / MINUTES}: điền chỗ còn trống, rồi chạy minhbach validate\n")
    before = (copy / MINUTES).read_bytes()
    code, out, err = run("2021", "02005")
    assert (code, out) == (USAGE, "")
    assert "đã có và không bị ghi đè" in err
    assert (copy / MINUTES).read_bytes() == before


def test_it_may_be_printed_or_written_elsewhere(run: Run, copy: Path, tmp_path: Path) -> None:
    _, out, _ = run("2021", "02005", "--stdout")
    run("2021", "02005", "--out", str(tmp_path / "nháp" / "bb.yaml"))
    assert (tmp_path / "nháp" / "bb.yaml").read_text(encoding="utf-8") == out
    assert not (copy / MINUTES).exists()


def test_figures_in_question_are_entries_and_the_others_comments(run: Run) -> None:
    text = run("2021", "02005", "--stdout")[1]
    document = plain(text)
    assert [(entry["figure"], entry.get("reported")) for entry in document["findings"]] == [
        ("trained", "18"),
        *ODD,
        ("visits", None),
    ]
    assert text.count("  #   Khác hẳn các đơn vị cùng địa bàn hoặc đợt trước\n  - figure: ") == len(ODD)
    assert "  #   Q1: Vì sao?\n  #   Đơn vị giải trình: Có lớp tập huấn riêng\n  - figure: trained " in text
    assert "  #   Cần hỏi: Chưa có số liệu «Lượt truy cập trung bình một tháng»\n  #   Đơn vị chưa trả lời\n" in text
    assert "  # - figure: news   # " in text
    assert "  #   Tài liệu đơn vị nêu: Quyết định công nhận sáng kiến năm 2021\n" in text


def test_all_figures_are_entries_when_asked_for(run: Run) -> None:
    text = run("2021", "02005", "--stdout", "--all")[1]
    document = plain(text)
    data = read_all()[0].rounds["2021"]
    assert [entry["figure"] for entry in document["findings"]] == list(data.criteria.figures_of("ward"))


@pytest.mark.parametrize("options", [(), ("--all",)])
def test_filled_in_it_is_valid(run: Run, options: tuple[str, ...]) -> None:
    assert told(filled(run("2021", "02005", "--stdout", *options)[1])) == []


def test_a_comment_that_is_opened_is_an_entry(run: Run) -> None:
    text = run("2021", "02005", "--stdout")[1]
    before, entry, after = re.split(r"((?:  # - figure: news .*\n)(?:  #   .*\n){4})", text)
    opened = before + re.sub("^  # ", "  ", entry, flags=re.MULTILINE) + after
    assert told(filled(opened)) == []
    document = plain(opened)
    assert [entry["figure"] for entry in document["findings"]] == [
        "trained",
        *(name for name, _ in ODD),
        "visits",
        "news",
    ]


def test_whatever_is_not_filled_in_is_told(run: Run) -> None:
    draft = run("2021", "02005", "--stdout")[1]
    blank = filled(draft)
    for line in [line for line in blank.splitlines() if line not in draft.splitlines()]:
        key = line.split(":")[0]
        assert told(blank.replace(line, f"{key}:")), line


def test_every_kind_of_answer_is_written_as_the_unit_types_it(run: Run, copy: Path) -> None:
    (copy / WARD).write_text(ward(NOT_APPLICABLE, EXPLAINED, NO_VISITS), encoding="utf-8")
    text = run("2021", "02005", "--stdout", "--all")[1]
    document = plain(text)
    reported = {entry["figure"]: entry.get("reported") for entry in document["findings"]}
    assert reported["services"] == {"not_applicable": 'Không có "thủ tục"'}
    assert (reported["it_lead"], reported["has_lan"], reported["outage_hours"]) == ("chuyên trách", "có", "1.5")


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (Answer(State.VALUE, 0), "0"),
        (Answer(State.VALUE, Decimal("1E+3")), "1000"),
        (Answer(State.VALUE, Decimal("0.50")), "0.50"),
        (Answer(State.VALUE, value=False), "không"),
        (Answer(State.VALUE, "cấp trưởng"), "cấp trưởng"),
        (Answer(State.VALUE, "a: b"), '"a: b"'),
        (Answer(State.VALUE, "Null"), '"Null"'),
        (Answer(State.NOT_APPLICABLE, reason='"'), '{not_applicable: "\\""}'),
    ],
)
def test_an_answer_is_read_back_as_it_was_by_any_reader(answer: Answer, text: str) -> None:
    assert written_answer(answer) == text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("02017", "Phường Chợ Nổi chưa nộp số liệu đọc được"),
        ("02020", "Phường Vườn Dừa không đánh giá trong đợt 2021: Tổ chức lại"),
        ("2005", "Đợt 2021 không có đơn vị mã «2005». Có phải 02005 (Phường Bến Đò)?"),
    ],
)
def test_units_without_figures_get_no_minutes(run: Run, code: str, words: str) -> None:
    status, out, err = run("2021", code)
    assert (status, out) == (USAGE, "")
    assert words in err


def test_a_computed_sum_is_told_beside_the_own_entry(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "inspect", "minutes", "2019", "061", "--stdout"]) == CLEAN
    text = capsys.readouterr().out
    assert re.search(r"  #   Hệ thống tự cộng từ cấp dưới: [0-9.]+\n  (# )?- figure: commune_officials ", text)


def test_minutes_about_a_figure_the_unit_did_not_answer_are_valid_without_reported() -> None:
    text = (Path(__file__).parents[2] / "cases/valid/inspection/files" / MINUTES).read_text(encoding="utf-8")
    text = text.replace(
        'figure: services, reported: 80, verified: {not_applicable: "Phường không giải quyết thủ tục"}, settled: 80',
        "figure: visits, verified: 90, settled: 90",
    )
    assert told(text) == []
    _, report = read_all({MINUTES: text})
    assert [item.code for item in report if item.location.path == MINUTES] == ["inspection-reported"]
