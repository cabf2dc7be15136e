"""Which forge, which repository, which account: the options that every command shares that speaks to a forge."""

from __future__ import annotations

import argparse
import os
import re
from urllib.parse import urlsplit

from minhbach.commands.common import UsageError
from minhbach.forges.forgejo import forgejo
from minhbach.forges.github import github
from minhbach.forges.interface import Forge, ForgeError, Person

TOKEN = "MINHBACH_TOKEN"  # noqa: S105 - the name of the variable
"""The environment variable that holds the token. Never an option: a command line can be read by others."""

GITHUB_API = "https://api.github.com"
FORGES = ("github", "forgejo")

_REPOSITORY = re.compile(r"(?!\.)[A-Za-z0-9_.-]{1,100}/(?!\.)[A-Za-z0-9_.-]{1,100}\Z")
_ACCOUNT = re.compile(r"([0-9]{1,15}):([A-Za-z0-9_.\[\]-]{1,60})\Z")


def add_forge_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--forge", required=True, choices=FORGES, help="nền tảng git / the forge")
    parser.add_argument(
        "--repository", required=True, type=_repository, metavar="O/N", help="chủ/kho trên nền tảng / owner/name there"
    )
    parser.add_argument(
        "--api", type=_address, metavar="URL", help=f"mặc định cho github / default for github: {GITHUB_API}"
    )
    parser.add_argument(
        "--account",
        type=_account,
        metavar="ID:LOGIN",
        help="tài khoản của mã truy cập, nếu nền tảng không nói / the token's account, if the forge does not say",
    )


def open_forge(args: argparse.Namespace) -> Forge:
    """Raises UsageError when the token is missing, or the address of a forge that has no usual one."""
    api = _api(args)
    token = os.environ.get(TOKEN, "").strip()
    if not token:
        raise UsageError(
            f"Chưa có mã truy cập: đặt biến môi trường {TOKEN} là mã của tài khoản cổng nhận",
            f"There is no token: set the environment variable {TOKEN} to the token of the gate's account",
        )
    make = github if args.forge == "github" else forgejo
    try:
        return make(args.repository, token, api=api, own=args.account)
    except ForgeError as error:
        raise UsageError(error.text.vi, error.text.in_("en")) from error


def web_address(args: argparse.Namespace) -> str:
    """The repository for people: of an API at `https://host/api/v1` it is `https://host/owner/name`."""
    api = _api(args)
    if api == GITHUB_API:
        return f"https://github.com/{args.repository}"
    return f"{re.sub(r'/api(/v[0-9]+)?/?$', '', api)}/{args.repository}"


def git_address(args: argparse.Namespace) -> str:
    """Where git fetches from."""
    return f"{web_address(args)}.git"


def _api(args: argparse.Namespace) -> str:
    if args.api is None and args.forge != "github":
        raise UsageError(
            f"Cần --api: địa chỉ giao diện của {args.forge}, ví dụ https://git.example.vn/api/v1",
            f"--api is needed: the interface of {args.forge}, for example https://git.example.vn/api/v1",
        )
    return str(args.api or GITHUB_API).rstrip("/")


def _repository(text: str) -> str:
    if not _REPOSITORY.match(text):
        raise argparse.ArgumentTypeError(f"«{text}»: chủ/kho, ví dụ tinh/du-lieu / owner/name")
    return text


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise argparse.ArgumentTypeError(f"«{text}»: https://…/api/v1")
    return text


def _account(text: str) -> Person:
    found = _ACCOUNT.match(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"«{text}»: số:tên, ví dụ 41898282:github-actions[bot] / number:login")
    return Person(int(found[1]), found[2])
