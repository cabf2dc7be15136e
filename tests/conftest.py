"""What all tests share: the repository, the small province, and how long properties are searched."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # xdist has no types

ROOT = Path(__file__).resolve().parent.parent
PROVINCE = ROOT / "tests" / "province"

# `pytest --hypothesis-profile thorough` searches longer. Both repeat: no clock, no stored examples.
_COMMON = {"deadline": None, "derandomize": True, "database": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("quick", max_examples=25, **_COMMON)  # type: ignore[arg-type]  # one dict, many types
settings.register_profile("thorough", max_examples=1000, **_COMMON)  # type: ignore[arg-type]
settings.load_profile("quick")


@pytest.fixture
def root() -> Path:
    """The repository of the engine, which holds the real round."""
    return ROOT


@pytest.fixture
def province() -> Path:
    """A small data repository of another province, with every form and state."""
    return PROVINCE


LONG = (
    "tests/season/test_season",
    "tests/site/test_every_page.py",
    "tests/season/test_flood.py",
    "tests/site/test_shares.py",
)
"""What takes longest begins first, so that no worker sits idle while another ends."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """What `make` leaves at a path, made by whichever worker needs it first and read by all; nobody changes it."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / f"once-{name}"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        place = folder / "site"
        if not place.exists():
            make(place)
    return place


class Scheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """A module's tests share what they build, and those of the season the whole season: one worker has them all.

    What is seen of every page in a browser takes so long that it is shared out test by test.
    """

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        if module.endswith("test_every_page.py"):
            return nodeid
        return "season" if module.startswith("tests/season/test_season") else module


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Scheduling:
    config.option.loadscopereorder = False
    return Scheduling(config, log)
