"""The weight of each kind of page in both shells, beside what the house has set itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.measure import measure
from tests.bench.weight import SCRIPT_TARGET, SEARCH_TARGET, TARGETS, packed, weight_of
from tests.site.browsing import kind_of, one_of_each

KINDS = {"ROUND/xep-hang/*/": "ranking", "ROUND/don-vi/*/": "unit"}


def weigh(root: Path, folder: Path, command: Callable[..., list[str]]) -> Iterator[str]:
    """Lines of a table: kilobytes of the page and of all that comes with it, by kind of page and shell."""
    sites = {}
    for shell in ("material", "plain"):
        sites[shell] = folder / shell
        measure(shell, command("build", "--shell", shell, "--out", str(sites[shell]), root=root), 1)
    yield f"\nweight of pages, gzip, KB: the page / with all it asks for\n  {'':34}{'material':>16}{'plain':>16}"
    for address in one_of_each(sites["material"]):
        if address.endswith("/") or not address:
            yield f"  {address or 'trang chủ':34}" + "".join(_cell(site, address) for site in sites.values())
            yield from _target(address)
    assets = sites["material"] / "assets"
    yield f"  {'assets/don-vi.js':34}{packed((assets / 'don-vi.js').read_bytes()):>16.1f}  wanted {SEARCH_TARGET}"
    yield f"  {'assets/mb.js':34}{packed((assets / 'mb.js').read_bytes()):>16.1f}  wanted {SCRIPT_TARGET}"


def _cell(site: Path, address: str) -> str:
    weight = weight_of(site, address)
    return f"{f'{weight.page:.1f} / {weight.total:.1f}':>16}"


def _target(address: str) -> Iterator[str]:
    kind = KINDS.get(kind_of(address))
    if kind:
        yield f"  {'  wanted':34}" + "".join(f"{TARGETS[shell][kind]:>16}" for shell in TARGETS)
