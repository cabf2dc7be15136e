from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cases.examples import reading_once


@pytest.fixture(autouse=True)
def _criteria_are_read_once() -> Iterator[None]:
    with reading_once():
        yield
