"""Which forge account may hand in, approve, inspect and operate. Always read from the base, never from a change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """An account of the forge: the numeric `id` counts, since logins can be renamed and taken over.

    `submits` and `inspects` name units; `approves` names units whose children's figures the account approves.
    """

    id: int
    login: str
    submits: frozenset[str] = frozenset()
    approves: frozenset[str] = frozenset()
    inspects: frozenset[str] = frozenset()
    operates: bool = False


@dataclass(frozen=True, slots=True)
class Accounts:
    """The register of accounts of a round, and the administrators who may act past the gate in an emergency."""

    accounts: tuple[Account, ...]
    break_glass: frozenset[int] = frozenset()
    by_id: Mapping[int, Account] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {account.id: account for account in self.accounts})

    def submitters(self, unit: str) -> tuple[Account, ...]:
        return tuple(account for account in self.accounts if unit in account.submits)

    def approvers(self, parent: str) -> tuple[Account, ...]:
        """Who approves the figures of the units below `parent`."""
        return tuple(account for account in self.accounts if parent in account.approves)

    def inspectors(self, unit: str) -> tuple[Account, ...]:
        return tuple(account for account in self.accounts if unit in account.inspects)

    @property
    def operators(self) -> tuple[Account, ...]:
        return tuple(account for account in self.accounts if account.operates)


NO_ACCOUNTS = Accounts(())
