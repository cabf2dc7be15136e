"""What each scoring form does. Exact; knows no criterion, tier or weight.

Importing this module registers every form with `evaluate`.
"""

from __future__ import annotations

from minhbach.scoring import combined, measured
from minhbach.scoring.situation import (
    ONE,
    ZERO,
    Measurement,
    Peers,
    Situation,
    as_number,
    evaluate,
    measure,
)

REGISTERED = (measured, combined)
"""The modules whose forms `evaluate` knows."""

__all__ = ["ONE", "REGISTERED", "ZERO", "Measurement", "Peers", "Situation", "as_number", "evaluate", "measure"]
