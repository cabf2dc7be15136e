"""`inspection_choice` of round.yaml: every part may be left out."""

from __future__ import annotations

from fractions import Fraction

import pytest

from minhbach.model.round import Ground, InspectionChoice
from tests.cases.examples import ROUND_FILE, one_round
from tests.unit.review.province import read_all


def read(section: str) -> tuple[InspectionChoice | None, list[tuple[str, str]]]:
    text = one_round()[ROUND_FILE].decode() + section
    dataset, report = read_all({ROUND_FILE: text})
    found = [(item.code, item.message.vi) for item in report if item.location.path == ROUND_FILE]
    data = dataset.rounds.get("2021")
    return (data.round.inspection_choice if data is not None else None), found


def test_without_the_section_every_weight_is_1() -> None:
    choice, findings = read("")
    assert choice == InspectionChoice()
    assert choice is not None
    assert {choice.weight(ground) for ground in Ground} == {Fraction(1)}
    assert findings == []


def test_all_parts_are_read_exactly() -> None:
    choice, findings = read(
        'inspection_choice: {seed: "2021", count: 15, weights: {jump: 0.1, random: 0}, copy_share: 0.95,'
        " jump_factor: 2.5, jump_least: 10}\n"
    )
    assert findings == []
    assert choice == InspectionChoice(
        seed="2021",
        count=15,
        weights={Ground.JUMP: Fraction(1, 10), Ground.RANDOM: Fraction(0)},
        copy_share=Fraction(19, 20),
        jump_factor=Fraction(5, 2),
        jump_least=Fraction(10),
    )
    assert choice.weight(Ground.COPY) == 1


@pytest.mark.parametrize(
    ("section", "code", "words"),
    [
        ("{weights: {jumps: 1}}", "key-unknown", "«jumps»"),
        ("{weights: {jump: -1}}", "value-not-allowed", "«-1»"),
        ("{weights: {jump: nhiều}}", "value-format", "«nhiều»"),
        ("{copy_share: 95}", "value-not-allowed", "«95»"),
        ("{jump_factor: 0.5}", "value-not-allowed", "«0.5»"),
        ("{count: 0}", "value-not-allowed", "«0»"),
        ('{seed: ""}', "text-length", ""),
    ],
)
def test_wrong_parts_are_told(section: str, code: str, words: str) -> None:
    choice, findings = read(f"inspection_choice: {section}\n")
    assert choice is None
    assert [found for found, _ in findings] == [code]
    assert words in findings[0][1]


def test_the_schema_names_every_ground() -> None:
    weights = ", ".join(f"{ground.value}: 1" for ground in Ground)
    assert read(f"inspection_choice: {{weights: {{{weights}}}}}\n")[1] == []
