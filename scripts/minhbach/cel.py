"""Logic rules in CEL, behind a thin adapter over `cel-expr-python`.

Profile: all numbers are doubles, a yes/no figure is a boolean, a choice is text, nothing is null. Dotted names become
plain variables of the same length (`previous.a` is `previousDa`, `has(previous.a)` is `HASpreviousDa  `), so that the
compiler checks every name and type and its columns stay true. Figures have no capital letters, so no such name can be
that of a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cel_expr_python import cel

from minhbach.formula import FUNCTIONS
from minhbach.model.criteria import Figure, Kind, RuleValue

OWN_NAMESPACES = ("figures", "reported", "previous")
"""Besides the plural names of child tiers: own value, as of the first date, last round."""

_TYPES = {
    Kind.COUNT: cel.Type.DOUBLE,
    Kind.AMOUNT: cel.Type.DOUBLE,
    Kind.YES_NO: cel.Type.BOOL,
    Kind.CHOICE: cel.Type.STRING,
}
_STRING = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
_NAME = re.compile(
    r"(?<![\w.])(?P<has>has\(\s*)?(?P<name>[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)?)(?(has)(?P<end>\s*\)))"
)
_ERROR = re.compile(r"ERROR: <input>:(\d+):(\d+): (.*)")

_CEL_WORDS = frozenset(
    [
        *(
            "has",
            "size",
            "in",
            "true",
            "false",
            "null",
            "int",
            "uint",
            "double",
            "string",
            "bool",
            "bytes",
            "type",
            "dyn",
        ),
        *("all", "exists", "map", "filter", "matches", "contains", "duration", "timestamp", "list", "as", "if", "else"),
        *("break", "const", "continue", "for", "function", "import", "let", "loop", "package", "namespace", "return"),
        *("var", "void", "while", "type", "dyn"),
    ]
)


def _flat(name: str) -> str:
    return name.replace(".", "D")


Detail = Literal["syntax", "name", "type"]


class RuleError(Exception):
    """An expression that cannot be compiled; `line` and `column` count from 1 inside it."""

    def __init__(self, detail: Detail, line: int, column: int, found: str) -> None:
        super().__init__(found)
        self.detail: Detail = detail
        self.line = line
        self.column = column
        self.found = found


class Condition:
    """A compiled expression: True when it holds for the values, None when it cannot be judged."""

    def __init__(
        self,
        environment: cel.Env,
        flat: str,
        compiled: cel.Expression,
        names: tuple[str, ...],
        guarded: frozenset[str],
    ) -> None:
        self.environment = environment
        self.flat = flat
        self._eval = compiled.eval
        self._flat_names = tuple((name, _flat(name)) for name in names)
        self._has_names = tuple((name, f"HAS{_flat(name)}") for name in names if name in guarded)
        self.names = names
        self.guarded = guarded
        self.needed = tuple(name for name in names if name not in guarded)

    def __call__(self, values: Mapping[str, RuleValue]) -> bool | None:
        if not self.is_judged(values):
            return None
        data: dict[str, RuleValue] = {flat: values[name] for name, flat in self._flat_names if name in values}
        for name, flat in self._has_names:
            data[flat] = name in values
        result = self._eval(activation=self.environment.Activation(data)).value()
        return result if isinstance(result, bool) else None

    def is_judged(self, values: Mapping[str, RuleValue]) -> bool:
        """Whether every name has a value that must have one."""
        return all(name in values for name in self.needed)


def together(conditions: Sequence[Condition], *, with_gaps: bool = False) -> Condition | None:
    """One condition that holds only when all of them do, judged at once; None when they are too much for one.

    `with_gaps` lets those hold that cannot be judged for want of a value.
    """
    if not conditions or any(item.environment is not conditions[0].environment for item in conditions):
        return None
    environment = conditions[0].environment
    # On lines of their own, so that a comment at the end of one hides nothing of the next.
    parts = [f"(\n{item.flat}\n)" for item in conditions]
    names = tuple(dict.fromkeys(name for item in conditions for name in item.names))
    guarded = frozenset(names) if with_gaps else frozenset[str]().union(*(item.guarded for item in conditions))
    if with_gaps:
        parts = [
            f"(!({' && '.join(f'HAS{_flat(name)}' for name in item.needed)}) || {part})" if item.needed else part
            for item, part in zip(conditions, parts, strict=True)
        ]
    flat = " && ".join(parts)
    try:
        compiled = environment.compile(flat)
    except RuntimeError:
        return None
    return Condition(environment, flat, compiled, names, guarded)


@dataclass(frozen=True, slots=True)
class Compiled:
    names: tuple[str, ...]
    guarded: frozenset[str]
    condition: Condition


class RuleCompiler:
    """Compiles the rules of one criteria set against its figures."""

    def __init__(self, figures: Mapping[str, Figure], plurals: Iterable[str]) -> None:
        self.namespaces = (*OWN_NAMESPACES, *plurals)
        self.reserved = sorted({*self.namespaces, *_CEL_WORDS, *FUNCTIONS})
        self._figures = figures
        variables: dict[str, cel.Type] = {}
        for name, figure in figures.items():
            kind = _TYPES[figure.kind]
            for prefix in ("", *(f"{space}D" for space in self.namespaces)):
                variables[prefix + name] = kind
                variables[f"HAS{prefix}{name}"] = cel.Type.BOOL
        self._environment = cel.NewEnv(variables=variables)

    def is_reserved(self, name: str) -> bool:
        """Whether a figure's name would mean something else in a rule or a formula."""
        return name in self.reserved

    def compile(self, expression: str) -> Compiled:
        """Raises RuleError."""
        flat, names, guarded = self._flattened(expression)
        try:
            compiled = self._environment.compile(flat)
        except RuntimeError as error:
            raise self._explained(str(error), expression, names) from None
        if compiled.return_type() != cel.Type.BOOL:
            raise RuleError("type", 1, 1, compiled.return_type().name())
        return Compiled(names, guarded, Condition(self._environment, flat, compiled, names, guarded))

    def _flattened(self, expression: str) -> tuple[str, tuple[str, ...], frozenset[str]]:
        names: dict[str, None] = {}
        guarded: set[str] = set()

        def replace(match: re.Match[str]) -> str:
            name = match["name"]
            space, _, _ = name.rpartition(".")
            if (space and space not in self.namespaces) or (not space and name not in self._figures):
                return match[0]
            names[name] = None
            flat = _flat(name)
            if match["has"] is None:
                return flat
            guarded.add(name)
            return f"HAS{flat}".ljust(len(match[0]))

        parts, at = [], 0
        for string in _STRING.finditer(expression):
            parts += [_NAME.sub(replace, expression[at : string.start()]), string[0]]
            at = string.end()
        parts.append(_NAME.sub(replace, expression[at:]))
        return "".join(parts), tuple(names), frozenset(guarded)

    def _explained(self, said: str, expression: str, names: Iterable[str]) -> RuleError:
        match = _ERROR.search(said)
        if match is None:
            return RuleError("syntax", 1, 1, "")
        line, column, words = int(match[1]), int(match[2]), match[3]
        if reference := re.search(r"undeclared reference to '([^']+)'", words):
            flat = reference[1]
            dotted = next((name for name in names if _flat(name) == flat), flat)
            # The compiler points at the dot of a dotted name; people look for its start.
            start = expression.split("\n")[line - 1].rfind(dotted.partition(".")[0], 0, column + len(dotted))
            return RuleError("name", line, start + 1 if start >= 0 else column, dotted)
        if overload := re.search(r"no matching overload for '([^']+)' applied to '([^']+)'", words):
            return RuleError("type", line, column, f"{overload[1].strip('_')} {overload[2]}")
        return RuleError("syntax", line, column, re.sub(r"^Syntax error: ", "", words).split(" expecting ")[0])
