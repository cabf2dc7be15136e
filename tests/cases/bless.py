"""Write what the checker says now into `expect.yaml`: `python -m tests.cases.bless [folder ...]`.

Read the difference before it is kept: the examples are what holds the messages to what people need.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.cases.examples import INVALID, Expected, added_findings, example_folders, read_example
from tests.cases.proposals import ACCEPTED, REFUSED, blessed, read_proposal


def document_text(document: Mapping[str, Any]) -> str:
    return "\n".join(_lines(document, "")) + "\n"


def _lines(document: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in document.items():
        key = indent + (name if re.fullmatch("[a-z_]+", name) else _quoted(name))
        if isinstance(value, Mapping) and value:
            yield f"{key}:"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list) and any(isinstance(item, str | Mapping) for item in value):
            yield f"{key}:"
            yield from _items(value, indent)
        else:
            yield f"{key}: {_scalar(value)}"


def _items(items: Sequence[Any], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, str):
            yield f"{indent}  - {_quoted(item)}"
            continue
        sign = "-"
        for key, value in item.items():
            yield f"{indent}  {sign} {key}: {_scalar(value)}"
            sign = " "


def _scalar(value: Any) -> str:
    """Text in quotes; numbers, truth values and lists of them as JSON writes them."""
    return _quoted(value) if isinstance(value, str) else json.dumps(value)


def _quoted(text: str) -> str:
    """In double quotes; what cannot be seen stands as an escape."""
    escaped = json.dumps(text, ensure_ascii=False)
    return "".join(_visible(char) for char in escaped)


def _visible(char: str) -> str:
    unseen = unicodedata.category(char)[0] in "CZM" and char != " "
    return f"\\u{ord(char):04x}" if unseen else char


def bless(folder: Path) -> None:
    if {REFUSED, ACCEPTED}.intersection(folder.parents):
        document = blessed(read_proposal(folder))
    else:
        example = read_example(folder)
        document = {**example.document, "findings": [asdict(Expected.of(item)) for item in added_findings(example)]}
    (folder / "expect.yaml").write_text(document_text(document), encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    wanted = [Path(argument).resolve() for argument in arguments] or [INVALID, REFUSED, ACCEPTED]
    for top in wanted:
        for folder in example_folders(top):
            bless(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
