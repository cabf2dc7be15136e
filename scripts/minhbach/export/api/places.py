"""Where the documents of the API lie and which pages they name: counted from the site's root, never changing."""

from __future__ import annotations

ROOT = "api/v1/"
SCHEMAS = f"{ROOT}schema/"
INDEX = f"{ROOT}index.json"
ROUNDS = f"{ROOT}rounds.json"


def schema(name: str) -> str:
    return f"{SCHEMAS}{name}.schema.json"


def schema_link(name: str, folders: int) -> str:
    """From a document that lies so many folders below the root of the API."""
    return f"{'../' * folders}schema/{name}.schema.json"


def round_(round_id: str) -> str:
    return f"{ROOT}{round_id.lower()}/"


def units(round_id: str) -> str:
    return f"{round_(round_id)}units.json"


def unit(round_id: str, code: str) -> str:
    return f"{round_(round_id)}units/{code.lower()}.json"


def ranking(round_id: str, tier_slug: str) -> str:
    return f"{round_(round_id)}ranking/{tier_slug}.json"


def criteria(round_id: str) -> str:
    return f"{round_(round_id)}criteria.json"


def criterion(round_id: str, criterion_id: str) -> str:
    return f"{round_(round_id)}criteria/{criterion_id.lower()}.json"


def changes(round_id: str) -> str:
    return f"{round_(round_id)}changes.json"


def releases(round_id: str) -> str:
    return f"{round_(round_id)}releases.json"


# Pages -----------------------------------------------------------------------


def round_page(round_id: str) -> str:
    return f"{round_id.lower()}/"


def unit_page(round_id: str, code: str) -> str:
    return f"{round_page(round_id)}don-vi/{code.lower()}/"


def ranking_page(round_id: str, tier_slug: str) -> str:
    return f"{round_page(round_id)}xep-hang/{tier_slug}/"


def criterion_page(round_id: str, criterion_id: str) -> str:
    return f"{round_page(round_id)}tieu-chi/{criterion_id.lower()}/"


def changes_page(round_id: str) -> str:
    return f"{round_page(round_id)}thay-doi/"


def release_page(round_id: str, number: str) -> str:
    return f"{round_page(round_id)}v/{number}/"


def record_file(round_id: str, edition: str) -> str:
    return f"{round_page(round_id)}cong-bo/{edition}.json"
