"""A round from tables: the files that are written, and every fault told of the cell that it was typed in."""

from __future__ import annotations

import pytest

from minhbach.checks import load_checked
from minhbach.model.lineage import DescentKind
from minhbach.model.round import Phase
from minhbach.opening.plan import Opening, plan_opening
from minhbach.opening.table import File
from minhbach.tree import WorkTree
from minhbach.values import predecessors
from tests.conftest import ROOT
from tests.unit.opening.tables import HEADER, LINEAGE, UNITS, WINDOWS, province_tree, request

Told = tuple[str, str, int, str]


def told(opening: Opening) -> list[Told]:
    return [(item.code, item.location.path, item.location.line, item.message.vi) for item in opening.findings]


def refused(units: str = UNITS, windows: str = WINDOWS, lineage: str | None = LINEAGE) -> list[Told]:
    opening = plan_opening(province_tree(), request(units, windows, lineage))
    assert opening.files == {}
    assert opening.data is None
    return told(opening)


@pytest.fixture(scope="module")
def opening() -> Opening:
    return plan_opening(province_tree(), request())


# What is written -------------------------------------------------------------


def test_the_files_are_a_whole_round_without_any_error(opening: Opening) -> None:
    assert opening.findings == ()
    assert sorted(opening.files) == [
        f"submissions/2022/{name}" for name in ("accounts.yaml", "lineage.yaml", "round.yaml", "units.yaml")
    ]
    tree = province_tree()
    tree.files |= opening.files
    _, report = load_checked(tree)
    own = [item for item in report if item.location.path.startswith("submissions/2022/")]
    assert [item.code for item in own] == []


def test_round_yaml_holds_what_was_given_and_comments(opening: Opening) -> None:
    assert opening.data is not None
    text = opening.files["submissions/2022/round.yaml"].decode()
    assert opening.data.round.phase is Phase.PREPARING
    assert opening.data.round.previous == "2021"
    assert opening.data.round.document_form == "nd-30-2020"
    assert "  report: {from: 2022-11-16, to: 2022-11-25, grace_to: 2022-11-28}\n" in text
    assert '  - "Kế hoạch số 3/KH-UBND"\n' in text
    assert "publication: {decimals: 1, rounding: half_even, rank_on: exact}\n" in text
    assert text.count("\n#") >= 4
    assert opening.absent == ("inspection", "supplement")


def test_units_yaml_looks_as_it_always_did(opening: Opening) -> None:
    assert opening.files["submissions/2022/units.yaml"].decode() == (
        "# Danh sách đơn vị của đợt 2022: 2 Phòng, ban của tỉnh; 2 UBND thị xã; 5 UBND phường.\n"
        'province: {code: "99", name: "Tỉnh Sông Mây"}\n'
        "units:\n"
        "  # Phòng, ban của tỉnh\n"
        '  - {code: "vp", name: "Văn phòng", type: van-phong, tier: office, slug: van-phong}\n'
        '  - {code: "stc", name: "Phòng Tài chính", type: phong, tier: office, slug: phong-tai-chinh}\n'
        "  # UBND thị xã\n"
        '  - {code: "060", name: "Thị xã Mây Thượng", type: thi-xa, tier: town, slug: thi-xa-may-thuong}\n'
        '  - {code: "089", name: "Thị xã Mây Hạ", type: thi-xa, tier: town, slug: thi-xa-may-ha}\n'
        "  # Thị xã Mây Thượng\n"
        '  - {code: "02005", name: "Phường Bến Đò", type: phuong, tier: ward, parent: "060", slug: phuong-ben-do}\n'
        '  - {code: "02011", name: "Phường Đồi Chè", type: phuong, tier: ward, parent: "060", slug: phuong-doi-che}\n'
        "  # Thị xã Mây Hạ\n"
        '  - {code: "02014", name: "Phường Bến Đò", type: phuong, tier: ward, parent: "089", slug: phuong-ben-do}\n'
        '  - {code: "02017", name: "Phường Chợ Nổi", type: phuong, tier: ward, parent: "089", slug: phuong-cho-noi}\n'
        '  - {code: "02020", name: "Phường Vườn Dừa", type: phuong, tier: ward, parent: "089", slug: phuong-vuon-dua, '
        'exempt: {reason: {vi: "Tổ chức lại từ ngày 01/11/2021, chưa đánh giá", '
        'en: "Reorganised from 1 November 2021, not assessed"}}}\n'
    )


def test_lineage_yaml_names_the_units_for_people(opening: Opening) -> None:
    lines = opening.files["submissions/2022/lineage.yaml"].decode().splitlines()
    assert lines[2:] == [
        'since: "2021"',
        "units:",
        '  - {old: "02008", new: "02005", kind: whole}  # Phường Cầu Mây → Phường Bến Đò',
        '  - {old: "02005", new: "02005", kind: keeps}  # Phường Bến Đò → Phường Bến Đò',
    ]


def test_without_a_table_of_mergers_the_lineage_is_empty_and_not_missing() -> None:
    units = UNITS.replace("02011,", "02008,Phường Cầu Mây,phuong,phuong,060,phuong-cau-may\n02011,")
    opening = plan_opening(province_tree(), request(units, lineage=None))
    assert told(opening) == []
    assert opening.files["submissions/2022/lineage.yaml"].decode().endswith('since: "2021"\nunits: []\n')


def test_accounts_go_with_the_units_that_go_on(opening: Opening) -> None:
    assert opening.carried is not None
    logins = {account.login for account in opening.carried.accounts.accounts}
    assert {"van-hanh-1", "phuong-ben-do-1", "chu-tich-may-thuong"} <= logins
    assert "phuong-cau-may" not in logins
    (loss,) = opening.carried.losses
    assert (loss.account.login, loss.units, loss.is_left_out) == ("phuong-cau-may", ("02008",), True)
    assert opening.without_submitter == ()
    text = opening.files["submissions/2022/accounts.yaml"].decode()
    assert '  - {id: 4089, login: thi-xa-may-ha, submits: ["089", "02017"]}\n' in text
    assert text.endswith("break_glass: [1001, 1002]\n")


def test_a_title_of_the_command_stands_over_the_files() -> None:
    opening = plan_opening(province_tree(), request(title="Đợt thử"))
    assert opening.data is not None
    assert (opening.data.round.title.vi, opening.data.round.title.en) == ("Đợt thử", "")


# What is refused -------------------------------------------------------------


def test_faults_of_all_three_files_are_told_at_once() -> None:
    units = UNITS.replace("02014,Phường Bến Đò", "02011,Phường Bến Đò").replace(
        "phuong,060,phuong-doi", "phuong,077,doi"
    )
    windows = WINDOWS.replace("to: 2022-12-15", "to: 2022-11-31").replace("document_form", "document_from")
    assert refused(units, windows, LINEAGE.replace("02008,02005", "02009,02005")) == [
        ("unit-lost", "don-vi.csv", 1, UNIT_LOST.format("Phường Bến Đò (02014)")),
        ("unit-lost", "don-vi.csv", 1, UNIT_LOST.format("Phường Cầu Mây (02008)")),
        ("unit-parent", "don-vi.csv", 8, "Cột parent_code: Đơn vị cấp trên của Phường Đồi Chè không đúng: «077»"),
        (
            "code-reused",
            "don-vi.csv",
            9,
            "Cột code: Mã 02011 là Phường Bến Đò; ở đợt 2021 mã này là Phường Đồi Chè, "
            "và lineage.yaml không ghi Phường Đồi Chè đi đâu",
        ),
        ("unit-duplicate", "don-vi.csv", 9, "Cột code: «02011» đã dùng cho Phường Đồi Chè"),
        ("lineage-old", "sap-nhap.csv", 2, "Cột old_code: Đợt 2021 không có đơn vị mã «02009»"),
        ("round-dates", "thoi-han.yaml", 10, "«review»: ngày bắt đầu 2022-12-02 sau ngày kết thúc 2022-11-31"),
        ("value-format", "thoi-han.yaml", 10, "Không có ngày «2022-11-31»"),
        ("key-unknown", "thoi-han.yaml", 12, "Mẫu không có mục «document_from»"),
    ]


UNIT_LOST = "{} có ở đợt 2021, không còn ở đợt này và lineage.yaml không ghi đã đi đâu"


def test_a_cell_that_no_register_can_hold_hides_no_other_fault() -> None:
    units = UNITS.replace("phong-tai-chinh", "Phòng Tài chính").replace("02017,", "02014,").replace("vp,", "v p,")
    assert [item for item in refused(units) if item[0] != "unit-lost"] == [
        ("value-format", "don-vi.csv", 3, "Cột code: «v p» viết không đúng cách"),
        ("value-format", "don-vi.csv", 4, "Cột slug: «Phòng Tài chính» viết không đúng cách"),
        ("unit-duplicate", "don-vi.csv", 10, "Cột code: «02014» đã dùng cho Phường Bến Đò"),
    ]


def test_an_unknown_tier_is_told_once_and_not_of_all_units_below() -> None:
    units = UNITS.replace("Mây Thượng,thi-xa,thi-xa", "Mây Thượng,thi-xa,thi xã")
    opening = plan_opening(province_tree(), request(units))
    (finding,) = opening.findings
    assert (finding.location.line, finding.message.vi) == (5, "Bộ tiêu chí không có cấp «thi xã»")
    assert finding.hint.vi.endswith("phong-ban, thi-xa, phuong")


def test_codes_that_a_spreadsheet_has_shortened_are_known_by_the_round_before() -> None:
    units = UNITS.replace("02017,", "2017,").replace("089", "89")
    found = refused(units)
    assert [item for item in found if item[0] == "code-leading-zero"] == [
        ("code-leading-zero", "don-vi.csv", 6, "Cột code: Mã «89» thiếu số 0 ở đầu; mã đúng là «089»"),
        ("code-leading-zero", "don-vi.csv", 10, "Cột code: Mã «2017» thiếu số 0 ở đầu; mã đúng là «02017»"),
    ]
    assert {item[0] for item in found} == {"code-leading-zero"}


def test_the_province_is_the_one_line_without_parent_and_tier() -> None:
    assert refused(UNITS.replace("99,Tỉnh Sông Mây,tinh,tinh,,tinh-song-may\n", "")) == [
        (
            "table-province",
            "don-vi.csv",
            1,
            "Không có dòng của tỉnh: dòng duy nhất không có parent_code và không thuộc cấp nào",
        )
    ]
    assert refused(UNITS.replace("vp,Văn phòng,van-phong,phong-ban,99", "vp,Văn phòng,van-phong,,")) == [
        (
            "unit-lost",
            "don-vi.csv",
            1,
            UNIT_LOST.format("Văn phòng (vp)"),
        ),
        (
            "table-province",
            "don-vi.csv",
            3,
            "Văn phòng không có parent_code và không thuộc cấp nào; dòng của tỉnh đã là dòng 2",
        ),
    ]


def test_what_the_windows_lack_is_named() -> None:
    windows = WINDOWS.replace("timezone: Asia/Ho_Chi_Minh\n", "").replace("windows:", "window:")
    assert [item[3] for item in refused(windows=windows)] == [
        "Thiếu mục «timezone»",
        "Thiếu mục «windows»",
        "Mẫu không có mục «window»",
    ]
    assert [item[3] for item in refused(windows=WINDOWS.partition("\n")[2])] == ["Thiếu mục «title»"]
    assert [item[3] for item in refused(windows=WINDOWS + "phase: final\n")] == ["Mẫu không có mục «phase»"]


def test_a_header_alone_and_an_empty_file_are_faults() -> None:
    assert [item[0] for item in refused(HEADER + "\n")] == ["table-province"]
    assert [item[0] for item in refused("")] == ["table-header"]
    assert [item[:2] for item in refused("", lineage="old_code,kind\n")] == [
        ("table-header", "don-vi.csv"),
        ("table-header", "sap-nhap.csv"),
    ]


# The mergers of 2020 ---------------------------------------------------------

TABLES = ROOT / "tests" / "unit" / "opening" / "data"


def test_the_mergers_of_2020_open_a_round() -> None:
    tree = WorkTree(ROOT)
    before = load_checked(tree)[0].rounds["2019"]
    units, mergers = (File(name, (TABLES / name).read_bytes()) for name in ("units-2020.csv", "mergers-2020.csv"))
    asked = request()
    real = type(asked)(
        id="2020-thu", criteria=before.criteria, units=units, windows=asked.windows, lineage=mergers, previous=before
    )
    opening = plan_opening(tree, real)
    assert opening.findings == ()
    data = opening.data
    assert data is not None
    assert len(data.register.units) == 135
    origins = {unit.code: predecessors(data, unit) for unit in data.register.units}
    assert all(item.sources for item in origins.values())
    assert sorted(code for code, item in origins.items() if not item.is_comparable) == [
        "02065",
        "02083",
        "02137",
        "02152",
        "02155",
    ]
    assert [(item.unit.name, item.kind) for item in origins["02155"].sources] == [
        ("Thị trấn Yến Lạc", DescentKind.KEEPS),
        ("Xã Lương Hạ", DescentKind.PART),
    ]
    assert opening.carried is not None
    by_login = {account.login: account.submits for account in opening.carried.accounts.accounts}
    assert by_login["thi-tran-yen-lac"] == {"02155"}
    assert "xa-luong-ha" not in by_login
    assert len(opening.without_submitter) == 11
