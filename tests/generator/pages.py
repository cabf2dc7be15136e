"""A tree in which a round holds only some files: the round as it was at an earlier stage."""

from __future__ import annotations

from collections.abc import Mapping

from minhbach.tree import MAX_FILE_BYTES, Tree

GIVEN = ("round.yaml", "units.yaml", "lineage.yaml")
"""Files of the round that are taken from the real tree."""


class OnlySome:
    """Criteria and earlier rounds of a tree, and of one round its register and the files that are given."""

    def __init__(self, tree: Tree, round_id: str, files: Mapping[str, bytes]) -> None:
        self._tree = tree
        self._folder = f"submissions/{round_id}/"
        self._files = files

    def _is_there(self, path: str) -> bool:
        if path.startswith(self._folder):
            return path in self._files or path.removeprefix(self._folder) in GIVEN
        # Later rounds are not there yet.
        return not path.startswith("submissions/") or path < self._folder

    def list(self, folder: str) -> list[str]:
        given = [path for path in self._files if path.startswith(f"{folder}/")]
        return sorted({*given, *(path for path in self._tree.list(folder) if self._is_there(path))})

    def exists(self, path: str) -> bool:
        return path in self._files or (self._is_there(path) and self._tree.exists(path)) or bool(self.list(path))

    def read(self, path: str, limit: int = MAX_FILE_BYTES) -> bytes:
        if path in self._files:
            return self._files[path]
        if not self._is_there(path):
            raise FileNotFoundError(path)
        return self._tree.read(path, limit)
