"""What is said beside an outcome, taken from the base: names of units, labels of figures, logins, the time zone."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from minhbach.exact import Lang
from minhbach.gate.base import Base
from minhbach.gate.outcome import Outcome
from minhbach.notices.words import Setting


def setting_of(
    base: Base, outcome: Outcome, lang: Lang, *, site: str = "", repository: str = "", forge: str = "github"
) -> Setting:
    """Of the round that the change is about, or the newest."""
    of_round = base.round(outcome.round) if outcome.round is not None else None
    of_round = of_round or base.newest
    if of_round is None:
        return Setting(lang=lang, site=site, repository=repository, forge=forge)
    # The logins of an illustrative round are made up, and on a public forge they may be anybody's.
    people = () if of_round.round.illustrative else of_round.accounts.accounts
    figures = of_round.usable.criteria.figures
    return Setting(
        lang=lang,
        site=site,
        repository=repository,
        forge=forge,
        zone=ZoneInfo(of_round.round.timezone),
        names={unit.code: unit.name for unit in of_round.register.units},
        labels={name: figure.label.in_(lang) for name, figure in figures.items()},
        logins={account.id: account.login for account in people},
    )
