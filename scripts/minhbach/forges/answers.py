"""From the JSON of a forge to our types. What has another shape than published is an error, never a guess."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from minhbach.diagnostics import Text
from minhbach.forges.interface import Comment, ForgeError, Issue, Person, Pull, Status, StatusState

GHOST = Person(0, "ghost")
"""An account that is gone: nobody has this number, so nobody's rights come with it."""

STATES = {state.value: state for state in StatusState}


def field(data: Any, *keys: str) -> Any:
    """The value below the keys; None where there is none."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def text(data: Any, *keys: str) -> str:
    value = field(data, *keys)
    if not isinstance(value, str):
        raise _strange(keys)
    return value


def prose(data: Any, *keys: str) -> str:
    """Words that may be left out or null; empty then."""
    value = field(data, *keys)
    return value if isinstance(value, str) else ""


def number(data: Any, *keys: str) -> int:
    value = field(data, *keys)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _strange(keys)
    return value


def moment(data: Any, *keys: str) -> datetime:
    """A time with its zone, in UTC."""
    try:
        time = datetime.fromisoformat(text(data, *keys))
    except ValueError:
        raise _strange(keys) from None
    if time.tzinfo is None:
        raise _strange(keys)
    return time.astimezone(UTC)


def person(data: Any) -> Person | None:
    """An account; None when it is gone (null at GitHub, a number that is not positive at Forgejo)."""
    if data is None or number(data, "id") <= 0:
        return None
    return Person(number(data, "id"), text(data, "login"))


def labels(data: Any) -> frozenset[str]:
    """Names of labels, which come as objects or, in some answers of GitHub, as mere names."""
    found: Iterable[Any] = field(data, "labels") or ()
    return frozenset(item if isinstance(item, str) else text(item, "name") for item in found)


def pull(data: Any) -> Pull:
    return Pull(
        number=number(data, "number"),
        author=person(field(data, "user")) or GHOST,
        head=text(data, "head", "sha"),
        target=text(data, "base", "ref"),
        url=text(data, "html_url"),
        title=text(data, "title"),
        draft=field(data, "draft") is True,
        labels=labels(data),
        created=moment(data, "created_at"),
    )


def comment(data: Any) -> Comment:
    return Comment(id=number(data, "id"), author=person(field(data, "user")) or GHOST, body=prose(data, "body"))


def issue(data: Any) -> Issue:
    return Issue(
        number=number(data, "number"),
        author=person(field(data, "user")) or GHOST,
        title=text(data, "title"),
        body=prose(data, "body"),
        labels=labels(data),
    )


def status(data: Any, key: str) -> Status:
    """`key` is the field of the state. An unknown state (Forgejo also has `warning`) counts as an error."""
    state = STATES.get(text(data, key), StatusState.ERROR)
    return Status(state=state, description=prose(data, "description"), at=moment(data, "created_at"))


def _strange(keys: Iterable[str]) -> ForgeError:
    place = ".".join(keys)
    return ForgeError(
        Text(
            f"Câu trả lời của máy chủ thiếu «{place}» hoặc ở dạng khác; kiểm tra địa chỉ API và phiên bản máy chủ",
            f"An answer of the forge lacks «{place}» or has another form; check the API address and the version",
        )
    )
