"""Requests to a fake forge, its answers, and the way from one to the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.forge.model import Account, Permission, Refusal


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """`path` is below the address of the API. `account` is None only before the token was looked at."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Any
    account: Account

    def number(self, name: str, default: int) -> int:
        value = self.query.get(name, "")
        return int(value) if value.isdecimal() and int(value) > 0 else default

    def given(self, *names: str, optional: bool = False) -> list[Any]:
        """Fields of the body; a missing one is refused."""
        if not isinstance(self.body, dict) or (not optional and not set(names) <= set(self.body)):
            raise Refusal(422, "Validation Failed")
        return [self.body.get(name) for name in names]


@dataclass(frozen=True, slots=True)
class Reply:
    """`body` is sent as JSON; `empty` sends none at all."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    empty: bool = False


Handler = Callable[..., Reply]


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    pattern: re.Pattern[str]
    handler: Handler
    needs: Permission
    numbers: tuple[bool, ...]


def route(method: str, path: str, handler: Handler, needs: Permission = Permission.READ) -> Route:
    """`{n}` in a path is a number, `{word}` anything without a slash; both are given to the handler in their order."""
    names = re.findall(r"\{(\w+)\}", path)
    pattern = re.sub(r"\{\w+\}", r"([^/]+)", path.replace("{n}", r"(\d+)"))
    return Route(method, re.compile(pattern), handler, needs, tuple(name == "n" for name in names))


def dispatch(routes: list[Route], request: Request) -> Reply:
    """Raises Refusal: 404 for an unknown path, 405 for another method, 403 without the permission."""
    paths = [(item, match) for item in routes if (match := item.pattern.fullmatch(request.path))]
    if not paths:
        raise Refusal(404, "Not Found")
    for item, match in paths:
        if item.method == request.method:
            if not request.account.permission.reaches(item.needs):
                raise Refusal(403, "Forbidden")
            words = zip(match.groups(), item.numbers, strict=True)
            return item.handler(request, *(int(word) if is_number else word for word, is_number in words))
    raise Refusal(405, "Method Not Allowed")
