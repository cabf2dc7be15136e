"""`python -m tests.generator --root . [--round 2019] [--seed 651] [--out DIR]`: write what a round holds."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.generator.stages import write_round


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.generator", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the repository: criteria and the round's register")
    parser.add_argument("--round", default="2019", help="the folder under submissions/")
    parser.add_argument("--seed", default="651", help="any text; the same seed gives the same files")
    parser.add_argument("--out", type=Path, help="where to write (default: the root)")
    options = parser.parse_args(argv)
    written, missing = write_round(options.root, options.out or options.root, options.round, options.seed)
    sys.stdout.write(f"{written} unit files, {missing} units without a submission\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
