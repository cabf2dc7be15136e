"""What all tests share: the repository, the small province, and how long properties are searched."""

from __future__ import annotations

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
    return Scheduling(config, log)
