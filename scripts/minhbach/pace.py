"""Memory management while a command runs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 500_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """A command makes many objects and keeps them, so each look for cyclic garbage costs much and finds nothing."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
