"""The registers of a round - units, receipts, accounts - read, or remembered from when the same files were read."""

from __future__ import annotations

from minhbach.diagnostics import Diagnostic
from minhbach.memory import Memory, digest
from minhbach.model.accounts import Accounts
from minhbach.model.criteria import CriteriaSet
from minhbach.model.round import Receipt
from minhbach.model.units import Register
from minhbach.reading.accounts import read_accounts
from minhbach.reading.files import read_bytes
from minhbach.reading.rounds import read_receipts, read_register
from minhbach.tree import MAX_REGISTER_BYTES, Tree


def kind_of_round(round_id: str) -> str:
    """The kind of all that is remembered of the files of a round."""
    return f"round-{round_id}"


class RegisterReader:
    """`criteria_digest` is that of all files of the criteria set; empty when nothing is remembered."""

    def __init__(self, tree: Tree, round_id: str, memory: Memory, criteria: CriteriaSet | None) -> None:
        self._tree = tree
        self._round_id = round_id
        self._memory = memory
        self._criteria = criteria
        paths = tree.list(f"criteria/{criteria.id}") if criteria is not None and memory.remembers else []
        self.criteria_digest = digest(*(part for path in paths for part in (path, self._content(path))))

    def units(self) -> tuple[Register | None, list[Diagnostic]]:
        return self._memory.recall(
            kind_of_round(self._round_id),
            self._key("units.yaml"),
            tuple[Register | None, list[Diagnostic]],
            lambda: read_register(self._tree, self._round_id, self._criteria),
        )

    def receipts(self, register: Register) -> tuple[dict[str, Receipt], list[Diagnostic]]:
        return self._memory.recall(
            kind_of_round(self._round_id),
            self._key("units.yaml", "receipts.yaml"),
            tuple[dict[str, Receipt], list[Diagnostic]],
            lambda: read_receipts(self._tree, self._round_id, register),
        )

    def accounts(self, register: Register) -> tuple[Accounts, list[Diagnostic]]:
        return self._memory.recall(
            kind_of_round(self._round_id),
            self._key("units.yaml", "accounts.yaml"),
            tuple[Accounts, list[Diagnostic]],
            lambda: read_accounts(self._tree, self._round_id, register),
        )

    def _key(self, *names: str) -> list[str]:
        """By all files that a register is read with; what a file cannot be read for is part of its content."""
        if not self._memory.remembers:
            return []
        paths = [f"submissions/{self._round_id}/{name}" for name in names]
        return [self._round_id, self.criteria_digest, *(part for path in paths for part in (path, self._content(path)))]

    def _content(self, path: str) -> str:
        data = read_bytes(self._tree, path, MAX_REGISTER_BYTES)
        return digest(repr(data)) if isinstance(data, Diagnostic) else digest(data)
