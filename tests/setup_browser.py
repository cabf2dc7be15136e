"""Makes sure that the browser tests have a browser: Debian's Chromium, installed where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def main() -> int:
    if shutil.which("chromium"):
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
        ):
            if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
                break
    if not shutil.which("chromium"):
        sys.stdout.write(
            "Không có Chromium: bỏ qua các kiểm thử trên trình duyệt / no Chromium: browser tests skipped\n"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
