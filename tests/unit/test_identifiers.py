"""Personal data in realistic texts: what has to be found, and what must never be taken for it."""

from __future__ import annotations

import pytest

from minhbach.checks.identifiers import identifiers_in, may_hold_identifiers
from tests.conftest import ROOT

PHONES = (
    "Người lập biểu: Nguyễn Văn A, ĐT 0912345678",
    "Liên hệ 0912 345 678 để biết thêm",
    "SĐT: 091.234.5678",
    "Di động 0912-345-678",
    "Gọi 0912\u00a0345\u00a0678",
    "Máy cũ 01234567890",
    "Số máy +84 912 345 678",
    "(+84)912345678",
    "+84912345678",
    "+84 0912 345 678",
    "0084 912 345 678",
    "Văn phòng UBND, ĐT (0209) 3870 425",
    "0209.3870.425",
    "0209.3.870.425",
    "02093870425",
    "024 3 8123456",
    "Điện thoại cố định: 0281 3870 123",
    "điện thoại: 09 12 34 56 78",
    "ĐT: 912345678",
    "zalo 84912345678",
    "https://zalo.me/0912345678",
    "https://zalo.me/84912345678",
    "Hai số: 0912345678/0987654321",
    "số0912345678.",
    "09123 45678",
    "Tổ trưởng 0912 345 678, số 12/BC-UBND",
)

EMAILS = (
    "Gửi về nguyenvana@gmail.com",
    "nguyen.van.a+to@bendo.example.vn.",
    "(vanphong@bendo.example.vn)",
    "https://bieumau.example/?nguoi=a@example.vn",
    "thư: A_B@EXAMPLE.COM, cc c@d.vn",
    "a＠gmail.com",
)

IDENTITIES = (
    "CCCD 099085001234",
    "Nguyễn Văn A, 006095001234, cấp ngày 01/01/2019",
    "căn cước 0060 9500 1234",
    "số định danh 006 095 001 234",
    "CMND 095123456",
    "CMND số 121234567 do Công an cấp",
    "CMT: 121 234 567",
    "chứng minh nhân dân 121.234.567",
    "Nguyễn Văn A (121234567)",
    "Bà Hoàng Thị B, 095123456",
)

HARMLESS = (
    "",
    "Báo cáo số 12/BC-UBND ngày 10/11/2019",
    "Kế hoạch số 651/KH-UBND ngày 19/11/2019 của Ủy ban nhân dân tỉnh",
    "Quyết định số 2015/QĐ-UBND ngày 29/11/2018, Thông tư số 01/2011/TT-BNV",
    "Hợp đồng số 0315/HĐ-UBND ngày 05.11.2021",
    "Công văn 0912345678/STTTT-CNTT",
    "từ 01.10.2019 10 giờ đến 02.10.2019 11 giờ",
    "05-11-2019 08:30, 2019-11-24T15:40",
    "giai đoạn 2016-2020, tầm nhìn 2021-2025",
    "tháng 03.2018-04.2019",
    "Kinh phí 125.000.000 đồng",
    "Kinh phí: 123456789",
    "Tổng dự toán 1234567890 đồng, vốn 60.000.000.000 đồng",
    "150000000 đồng",
    "84912345678 đồng",
    "123456789 hồ sơ",
    "các xã 01888 01891 01894",
    "mã đơn vị 02005 02008 02011, 03001 03004",
    "các huyện 058 060 061 062 063 064 065 066",
    "mã hồ sơ 000.00.06.H03-191115-0012",
    "Nhà thầu có MST: 0301446422",
    "Mã số thuế 0100109106",
    "Mã gói thầu 201912345",
    "các tháng 05 06 07 08 09",
    "05 10 15 20 25",
    "Điểm 0.75 0.85 0.95 0.65",
    "mạng 192.168.100.200",
    "tổng đài 1900 1009, 18001091",
    "https://vanban.example.vn/202012345678",
    "https://vanban.example.vn/tai-lieu/123456789",
    "https://drive.example/file/d/1a0912345678bcd/view",
    "https://bando.example/@22.14,105.83,15z",
    "https://mang.example/@backan.ioffice/bai-viet",
    "nhóm @bacan_gov",
    "02 máy đã thanh lý trong tháng 10; còn 23 máy",
    "Nghị định số 61/2018/NĐ-CP, 30/2020/NĐ-CP",
)


def kinds(text: str) -> list[str]:
    return [found.kind for found in identifiers_in(text)]


@pytest.mark.parametrize("text", PHONES)
def test_a_telephone_number_is_found(text: str) -> None:
    assert kinds(text) == ["phone"]


@pytest.mark.parametrize("text", EMAILS)
def test_an_e_mail_address_is_found(text: str) -> None:
    assert kinds(text) == ["email"]


@pytest.mark.parametrize("text", IDENTITIES)
def test_the_number_of_a_card_is_found(text: str) -> None:
    assert kinds(text) == ["identity"]


@pytest.mark.parametrize("text", HARMLESS)
def test_nothing_is_found_in_what_clerks_write(text: str) -> None:
    assert kinds(text) == []


def test_each_kind_is_told_once() -> None:
    assert sorted(kinds("0912345678, 0987654321, a@b.vn, c@d.vn, CCCD 099085001234, CMND 095123456")) == [
        "email",
        "identity",
        "phone",
    ]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("0912345678", "091…"),
        ("+84 912 345 678", "+84…"),
        ("(+84)912345678", "+84…"),
        ("nguyenvana@gmail.com", "n…@…"),
        ("CCCD 099085001234", "099…"),
    ],
)
def test_only_the_beginning_is_shown(text: str, masked: str) -> None:
    assert [found.masked for found in identifiers_in(text)] == [masked]


def _written(text: str) -> list[str]:
    """A text in every way that a file may hold it."""
    folded = text.replace(" ", "\n      ")
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in text)
    quoted = text.replace("'", "''")
    return [f"a: '{quoted}'", f"a: >\n      {folded}\n", f'a: "{escaped}"', f"a: '{folded}'"]


@pytest.mark.parametrize("text", [*PHONES, *EMAILS, *IDENTITIES])
def test_no_file_that_holds_one_is_passed_over(text: str) -> None:
    assert list(identifiers_in(text))
    for written in _written(text):
        assert may_hold_identifiers(f"figures:\n  officials: 88\n{written}\n".encode()), written


def test_most_files_are_passed_over() -> None:
    paths = sorted((ROOT / "submissions" / "2019" / "units").rglob("*.yaml"))
    looked_at = [path for path in paths if may_hold_identifiers(path.read_bytes())]
    assert len(looked_at) * 10 < len(paths)
