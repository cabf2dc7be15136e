"""What holds for every finding that a person reads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minhbach.diagnostics import Diagnostic
from minhbach.report import as_text
from tests.cases.examples import Expected, MemoryTree

# Placeholders of the catalogue's templates; a message may hold other braces, such as {not_applicable: …}.
PLACEHOLDER = re.compile(
    r"\{(?:found|allowed|figure|label|name|tier|kind|similar|first|at|what|detail|area|part|units)\}"
)
EMPTY_QUOTES = re.compile(r"«\s*»|“\s*”|\(\s*\)")


def assert_both_languages_are_there_and_differ(findings: Sequence[Diagnostic]) -> None:
    for item in findings:
        assert item.message.en
        assert item.message.en != item.message.vi
        assert item.hint.en
        assert_nothing_is_left_unfilled(item.message.en, item.hint.en)


def assert_the_report_shows_place_code_and_remedy(findings: Sequence[Diagnostic]) -> None:
    report = as_text(findings, 1, "vi")
    for item in findings:
        place = item.location
        assert f"\n{place.path}:{place.line}:{place.column}: " in report
        assert f" {item.code}" in report
        assert f"\n    Cách sửa: {item.hint.vi}\n" in report


def assert_nothing_is_left_unfilled(*texts: str) -> None:
    for text in texts:
        assert not PLACEHOLDER.search(text)
        assert "{{" not in text
        assert "}}" not in text
        assert not EMPTY_QUOTES.search(text)
        assert "  " not in text
        assert not text.endswith((":", ": -", " "))


def assert_place_lies_in_its_file(finding: Expected, tree: MemoryTree) -> None:
    lines = tree.files.get(finding.path, b"").decode("utf-8-sig", errors="replace").split("\n")
    assert 1 <= finding.line <= len(lines)
    assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
