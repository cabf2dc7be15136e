"""Diagnostics as people, forges and programs read them: `text`, `github`, `json`. Each escapes by its own rule."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from minhbach.diagnostics import Diagnostic, Severity, Text

SCHEMA_VERSION = 1

_WORDS = {
    Severity.ERROR: Text("lỗi", "error"),
    Severity.QUERY: Text("câu hỏi", "query"),
    Severity.NOTICE: Text("lưu ý", "notice"),
}
_HINT = Text("Cách sửa", "To do")
_CLEAN = Text("Không có lỗi.", "No faults.")
_FILES = Text("tệp đã kiểm tra", "files checked")


def severity_word(severity: Severity, lang: str) -> str:
    return _WORDS[severity].in_(lang)


def verdict(diagnostics: Sequence[Diagnostic], files: int, lang: str) -> str:
    """`3 lỗi phải sửa, 1 câu hỏi, 0 lưu ý (149 tệp đã kiểm tra)`."""
    counts = {severity: sum(item.severity is severity for item in diagnostics) for severity in Severity}
    if lang == "en":
        words = [f"{counts[Severity.ERROR]} errors to mend", f"{counts[Severity.QUERY]} queries"]
        words.append(f"{counts[Severity.NOTICE]} notices")
    else:
        words = [f"{counts[Severity.ERROR]} lỗi phải sửa", f"{counts[Severity.QUERY]} câu hỏi cần giải trình"]
        words.append(f"{counts[Severity.NOTICE]} lưu ý")
    return f"{', '.join(words)} ({files} {_FILES.in_(lang)})."


def as_text(diagnostics: Sequence[Diagnostic], files: int, lang: str) -> str:
    """Verdict first, then each finding: place, severity, code and message, and what to do below it."""
    lines = [verdict(diagnostics, files, lang)]
    for item in diagnostics:
        place = f"{item.location.path}:{item.location.line}:{item.location.column}"
        figure = f" [{item.figure}]" if item.figure else ""
        word = severity_word(item.severity, lang)
        lines.append(f"{place}: {word} {item.code}{figure}: {item.message.in_(lang)}")
        lines.append(f"    {_HINT.in_(lang)}: {item.hint.in_(lang)}")
    if not diagnostics:
        lines.append(_CLEAN.in_(lang))
    return "\n".join(lines) + "\n"


_GITHUB = {Severity.ERROR: "error", Severity.QUERY: "warning", Severity.NOTICE: "notice"}


def _data(text: str) -> str:
    """Escape the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_github(diagnostics: Sequence[Diagnostic], files: int, lang: str) -> str:
    """Annotations for a pull request's lines; the verdict last, as plain text."""
    lines = []
    for item in diagnostics:
        place = f"file={_property(item.location.path)},line={item.location.line},col={item.location.column}"
        message = f"{item.message.in_(lang)}. {_HINT.in_(lang)}: {item.hint.in_(lang)}"
        lines.append(f"::{_GITHUB[item.severity]} {place},title={_property(item.code)}::{_data(message)}")
    lines.append(verdict(diagnostics, files, lang))
    return "\n".join(lines) + "\n"


def diagnostic_document(item: Diagnostic, lang: str) -> dict[str, Any]:
    """One diagnostic of the JSON output; the keys are stable and always there."""
    return {
        "code": item.code,
        "severity": item.severity.value,
        "path": item.location.path,
        "line": item.location.line,
        "column": item.location.column,
        "round": item.round,
        "unit": item.unit,
        "figure": item.figure,
        "found": item.found,
        "allowed": item.allowed,
        "message": item.message.in_(lang),
        "hint": item.hint.in_(lang),
    }


def as_json(diagnostics: Sequence[Diagnostic], files: int, lang: str) -> str:
    document = {
        "schema_version": SCHEMA_VERSION,
        "diagnostics": [diagnostic_document(item, lang) for item in diagnostics],
        "summary": {
            "files": files,
            "errors": sum(item.severity is Severity.ERROR for item in diagnostics),
            "queries": sum(item.severity is Severity.QUERY for item in diagnostics),
            "notices": sum(item.severity is Severity.NOTICE for item in diagnostics),
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


REPORTERS = {"text": as_text, "github": as_github, "json": as_json}
