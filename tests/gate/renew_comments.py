"""`python -m tests.gate.renew_comments`: write what the comments say now into `comments/`. Read the difference."""

from __future__ import annotations

import sys
from pathlib import Path

from minhbach.notices.comment import as_text, comment, step_summary
from tests.gate.samples import SAMPLES, Sample

COMMENTS = Path(__file__).resolve().parent / "comments"


def produce() -> dict[str, str]:
    """Every comment, and for each kind of outcome the summary and the text of a check, by file name."""
    found = {f"{name}.md": _comment(sample) for name, sample in SAMPLES.items()}
    for name in ("valid", "refused", "hostile", "fault"):
        outcome = SAMPLES[name].outcome
        found[f"{name}.summary.md"] = step_summary(outcome, "vi")
        found[f"{name}.txt"] = as_text(outcome, "vi")
    found["valid.en.txt"] = as_text(SAMPLES["valid"].outcome, "en")
    return found


def _comment(sample: Sample) -> str:
    return comment(sample.outcome, sample.setting, sample.waiting)


def main() -> int:
    COMMENTS.mkdir(exist_ok=True)
    found = produce()
    for path in COMMENTS.iterdir():
        if path.name not in found:
            path.unlink()
    for name, text in found.items():
        (COMMENTS / name).write_bytes(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
