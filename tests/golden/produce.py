"""Everything that the commands say about the small province, as bytes by file name."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from minhbach.cli import main
from minhbach.site.pages import LANGUAGES
from minhbach.site.source import gather
from minhbach.tree import WorkTree
from tests.site.pressing import pressed_files, pressed_pages

ROOT = Path(__file__).resolve().parents[2]
PROVINCE = ROOT / "tests" / "province"
EXPECTED = Path(__file__).resolve().parent / "expected"

ROUND = "2021"
UNITS = ("02005", "089")
"""A ward with every figure and a town with gaps."""

COMMANDS = {
    "validate.json": ["validate", "--format", "json"],
    "validate.github.txt": ["validate", "--format", "github"],
    "validate.en.txt": ["validate", "--format", "text", "--lang", "en"],
    "criteria.txt": ["criteria", "check"],
    **{
        f"score.{milestone}.{ending}": ["score", ROUND, "--milestone", milestone, "--format", form]
        for milestone in ("preliminary", "final")
        for form, ending in (("json", "json"), ("csv", "csv"), ("table", "txt"))
    },
    **{f"explain.{unit}.txt": ["explain", ROUND, unit] for unit in UNITS},
    f"explain.{UNITS[0]}.en.txt": ["explain", ROUND, UNITS[0], "--lang", "en"],
}


def produce() -> dict[str, bytes]:
    """All outputs, by their path below `expected/`."""
    found = {name: _said(argv) for name, argv in COMMANDS.items()}
    found |= dict(_exported())
    found["site.txt"] = _site()
    return dict(sorted(found.items()))


def _said(argv: list[str]) -> bytes:
    """What a command writes; the exit code stands in the last line."""
    with redirect_stdout(io.StringIO(newline="")) as out:
        code = main(["--root", str(PROVINCE), *argv])
    text = out.getvalue()
    return text.encode() if code == 0 else f"{text}exit code {code}\n".encode()


def _exported() -> Iterator[tuple[str, bytes]]:
    with TemporaryDirectory() as folder, redirect_stdout(io.StringIO()):
        main(["--root", str(PROVINCE), "export", ROUND, "--out", folder])
        for path in sorted(Path(folder).rglob("*.*")):
            yield f"export/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _site() -> bytes:
    """The addresses of the site with a hash of what we print there; the theme's shell around it is not ours."""
    source = gather(WorkTree(PROVINCE))
    found = dict(pressed_files(source))
    for lang in LANGUAGES:
        found |= {page.path: page.body.encode() for page in pressed_pages(source, lang).values()}
    lines = [f"{sha256(data).hexdigest()[:16]}  /{address}" for address, data in found.items()]
    return ("\n".join(sorted(lines, key=lambda line: line[18:])) + "\n").encode()


def write(folder: Path) -> list[str]:
    """Write all outputs below a folder and drop files that no command makes any more; gives what changed."""
    found = produce()
    changed = []
    for path in sorted(folder.rglob("*.*")):
        name = path.relative_to(folder).as_posix()
        if name not in found:
            path.unlink()
            changed.append(f"- {name}")
    for name, data in found.items():
        place = folder / name
        if not place.is_file() or place.read_bytes() != data:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
            changed.append(f"~ {name}")
    return changed


if __name__ == "__main__":
    write(Path(sys.argv[1]))
