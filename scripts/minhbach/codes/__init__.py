"""The catalogue of diagnostic codes: title, reason, remedy, example. It makes the messages and a page of the site.

A code is one rule. Its words stand here once, in Vietnamese and English; the check that finds it yields only the place
and the values. `tests/cases/invalid/<code>/`, or `refused/` for a proposed change, holds an example of each.
"""

from __future__ import annotations

from collections.abc import Mapping

from minhbach.codes import accounts, criteria, figures, files, gate, lineage, opening, publication, records, text
from minhbach.codes.base import Code, shown
from minhbach.diagnostics import Diagnostic, Location, Text

CATALOGUE: dict[str, Code] = {
    code.id: code
    for topic in (text, files, opening, lineage, figures, records, publication, accounts, gate, criteria)
    for code in topic.CODES
}
"""Every built-in code by its identifier, in the order of the catalogue page."""


_NOTHING = Text("(trống)", "(empty)")


def diagnose(
    code_id: str,
    location: Location,
    *,
    round: str | None = None,
    unit: str | None = None,
    figure: str | None = None,
    found: str | Text | None = None,
    allowed: str | Text | None = None,
    words: Mapping[str, str | Text] | None = None,
    **more_words: str | Text,
) -> Diagnostic:
    """Make a diagnostic of a catalogued code; the words fill the placeholders of its message and remedy."""
    code = CATALOGUE[code_id]
    values: dict[str, str | Text] = {"found": found or _NOTHING, "allowed": allowed or "", "figure": figure or ""}
    values.update({**(words or {}), **more_words})
    detail = str(values.get("detail", ""))
    return Diagnostic(
        code=code.id,
        severity=code.severity,
        location=location,
        message=_filled(code.messages.get(detail, code.message), values),
        hint=_filled(code.variants.get(detail, code.remedy), values),
        round=round,
        unit=unit,
        figure=figure,
        found=found.vi if isinstance(found, Text) else found,
        allowed=allowed.vi if isinstance(allowed, Text) else allowed,
    )


def _filled(template: Text, values: dict[str, str | Text]) -> Text:
    def words(lang: str) -> dict[str, str]:
        return {name: value.in_(lang) if isinstance(value, Text) else value for name, value in values.items()}

    return Text(template.vi.format_map(words("vi")), template.in_("en").format_map(words("en")))


__all__ = ["CATALOGUE", "Code", "diagnose", "shown"]
