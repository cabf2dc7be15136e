"""The Vietnamese alphabet: letters before tones, đ after d, numbers by value; and folding for the unit finder."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest

from minhbach.site.collation import fold, vietnamese_key

ORDERED = [
    "Xã 2",
    "Xã 10",
    "Xã An Thắng",
    "Xã Ân Tình",
    "Xã Bá",
    "Xã Bành Trạch",
    "Xã Bằng Lãng",
    "Xã Bằng Thành",
    "Xã Bộc Bố",
    "Xã Cao Kỳ",
    "Xã Chu Hương",
    "Xã Dương Quang",
    "Xã Dương Sơn",
    "Xã Đại Sảo",
    "Xã Địa Linh",
    "Xã Đôn Phong",
    "Xã Đông Viên",
    "Xã Đồng Lạc",
    "Xã Đổng Xá",
    "Xã Hà Hiệu",
]


def shuffled(words: list[str]) -> list[str]:
    return Random(7).sample(words, len(words))


def test_alphabet_order() -> None:
    assert shuffled(ORDERED) != ORDERED
    assert sorted(shuffled(ORDERED), key=vietnamese_key) == ORDERED
    assert sorted(["đa", "dã", "da", "e", "ê", "dạ"], key=vietnamese_key) == ["da", "dã", "dạ", "đa", "e", "ê"]


def test_tones_in_order() -> None:
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(shuffled(tones), key=vietnamese_key) == tones


def test_syllable_by_syllable() -> None:
    assert sorted(["Mả Ba", "Ma Ca", "Mạ Ba"], key=vietnamese_key) == ["Ma Ca", "Mả Ba", "Mạ Ba"]


def test_composed_and_decomposed_sort_alike() -> None:
    composed, decomposed = (unicodedata.normalize(form, "Xã Hòa Mục") for form in ("NFC", "NFD"))
    assert vietnamese_key(composed)[0] == vietnamese_key(decomposed)[0]


def test_old_and_new_places_of_the_tone_are_one_word() -> None:
    assert vietnamese_key("Hòa")[0] == vietnamese_key("Hoà")[0]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Huyện Ba Bể", "huyen ba be"),
        ("Xã Địa Linh", "xa dia linh"),
        ("  Thị trấn   Chợ Rã ", "thi tran cho ra"),
        ("Hoà Mục", "hoa muc"),
        ("Hòa Mục", "hoa muc"),
        ("ĐỒNG PHÚC", "dong phuc"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded
