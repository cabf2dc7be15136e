"""`--waiting FILE`: the open pull requests as `minhbach gate --report` wrote them."""

from __future__ import annotations

import argparse
from pathlib import Path

from minhbach.commands.common import UsageError
from minhbach.gate.documents import MOST_QUEUE_BYTES, OutcomeError, read_queue
from minhbach.gate.waiting import Queue


def add_waiting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--waiting",
        type=Path,
        metavar="FILE",
        help="các bản gửi đang chờ, do gate --report viết / open pull requests as gate --report wrote them",
    )


def read_waiting(path: Path | None) -> Queue | None:
    """Raises UsageError when there is no such file, or it holds something else."""
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            return read_queue(file.read(MOST_QUEUE_BYTES + 1))
    except OSError as error:
        raise UsageError(f"Không đọc được {path}", f"{path} cannot be read") from error
    except OutcomeError as error:
        raise UsageError(f"{path}: {error.text.vi}", f"{path}: {error.text.in_('en')}") from error
