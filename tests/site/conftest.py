"""Sites built once for all tests: the hand-made sample, and the small province that is kept as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from minhbach.site.builder import Wish, build_site
from minhbach.site.past import gather_here
from tests.conftest import PROVINCE, ROOT, made_once
from tests.site.late import make_late
from tests.site.pressing import public
from tests.site.queue import make_queue
from tests.site.sample import make_source


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, whose texts try to break out of the page."""
    return made_once(
        tmp_path_factory, "sample", lambda out: build_site(make_source(queue=make_queue()), Path("/nonexistent"), out)
    )


@pytest.fixture(scope="session")
def late_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample at the end of its round: minutes, questions, three editions."""
    return made_once(tmp_path_factory, "late", lambda out: build_site(make_late(), Path("/nonexistent"), out))


@pytest.fixture(scope="session")
def late_plain_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in the plain shell."""
    return made_once(
        tmp_path_factory,
        "late-plain",
        lambda out: build_site(make_late(), Path("/nonexistent"), out, Wish(kind="plain")),
    )


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository."""
    return made_once(tmp_path_factory, "real", lambda out: build_site(gather_here(ROOT), ROOT, out))


@pytest.fixture(scope="session")
def province_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another province, of which no line of Python knows anything."""
    return made_once(tmp_path_factory, "province", lambda out: build_site(public(PROVINCE), PROVINCE, out))
