"""`datapackage.json`: the downloads of a round as a Frictionless Data Package, with size, digest and meaning of all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from posixpath import relpath
from typing import Any

from minhbach.export.about import LICENCE, READING, About
from minhbach.export.dictionary import Column, Type
from minhbach.export.downloads import Download, folder
from minhbach.export.facts import FileFact

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

MEDIA_TYPES: Mapping[str, str] = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def datapackage_path(round_id: str) -> str:
    return f"{folder(round_id)}/datapackage.json"


def datapackage(about: About, downloads: Sequence[Download], files: Sequence[FileFact]) -> bytes:
    """`files` are those that were written; a download without one is left out."""
    facts = {fact.path: fact for fact in files}
    document = {
        "$schema": PROFILE,
        "name": f"minhbach-{about.id.lower()}",
        "title": about.title.vi,
        "description": " ".join(
            (f"{about.standing.vi}.", *(words.vi for words in (*about.notes, *READING))),
        ),
        "created": f"{about.created.isoformat()}T00:00:00Z",
        **({"version": about.edition} if about.edition else {}),
        "keywords": [about.province],
        "licenses": [{"name": LICENCE.id, "path": LICENCE.address, "title": LICENCE.title.vi}],
        **({"sources": [{"title": source} for source in about.sources]} if about.sources else {}),
        "resources": list(_resources(about, downloads, facts)),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _resources(about: About, downloads: Sequence[Download], facts: Mapping[str, FileFact]) -> Iterator[dict[str, Any]]:
    place = folder(about.id)
    for item in downloads:
        fact = facts.get(item.path)
        if fact is not None:
            yield _resource(item, fact, relpath(item.path, place))


def _resource(item: Download, fact: FileFact, path: str) -> dict[str, Any]:
    kind = path.rpartition(".")[2]
    resource: dict[str, Any] = {
        "name": path.replace(".", "-").lower(),
        "path": path,
        "title": item.title.vi,
        "format": kind,
        "mediatype": MEDIA_TYPES[kind],
        "bytes": fact.size,
        "hash": f"sha256:{fact.sha256}",
    }
    if not item.columns:
        return resource
    fields = [_field(column) for column in item.columns]
    return {
        **resource,
        "type": "table",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type.value,
        "title": column.title.vi,
        "description": column.meaning.vi,
    }
    if column.type is Type.BOOLEAN:
        return {**field, "trueValues": ["true"], "falseValues": ["false"]}
    if column.codes:
        field["categories"] = [{"value": code, "label": words.vi} for code, words in column.codes.items()]
    return field
