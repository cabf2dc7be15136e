"""Write what the checker says now into `expect.yaml`: `python -m tests.cases.bless [folder ...]`.

Read the difference before it is kept: the examples are what holds the messages to what people need.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.cases.examples import INVALID, Expected, added_findings, example_folders, read_example


def document_text(document: Mapping[str, Any]) -> str:
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    for key, value in document.items():
        if isinstance(value, str):
            yield f"{key}: {_quoted(value)}"
        elif isinstance(value, Mapping):
            yield f"{key}:"
            yield from (f"  {_quoted(old)}: {_quoted(new)}" for old, new in value.items())
        else:
            yield f"{key}:" if value else f"{key}: []"
            yield from _items(value)


def _items(items: Sequence[Any]) -> Iterator[str]:
    for item in items:
        if isinstance(item, str):
            yield f"  - {_quoted(item)}"
            continue
        sign = "-"
        for key, value in item.items():
            yield f"  {sign} {key}: {_quoted(value) if isinstance(value, str) else value}"
            sign = " "


def _quoted(text: str) -> str:
    """In double quotes; what cannot be seen stands as an escape."""
    escaped = json.dumps(text, ensure_ascii=False)
    return "".join(_visible(char) for char in escaped)


def _visible(char: str) -> str:
    unseen = unicodedata.category(char)[0] in "CZM" and char != " "
    return f"\\u{ord(char):04x}" if unseen else char


def bless(folder: Path) -> None:
    example = read_example(folder)
    document = {**example.document, "findings": [asdict(Expected.of(item)) for item in added_findings(example)]}
    (folder / "expect.yaml").write_text(document_text(document), encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    wanted = [Path(argument).resolve() for argument in arguments] or [INVALID]
    for top in wanted:
        for folder in example_folders(top):
            bless(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
