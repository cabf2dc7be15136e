"""`python -m tests.golden.renew`: write what the commands say now into `expected/`. Read the difference."""

from __future__ import annotations

import sys

from tests.golden.produce import EXPECTED, write


def main() -> int:
    EXPECTED.mkdir(exist_ok=True)
    changed = write(EXPECTED)
    sys.stdout.write("".join(f"{line}\n" for line in changed) or "Không có gì thay đổi / nothing changed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
