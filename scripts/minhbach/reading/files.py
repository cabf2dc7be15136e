"""Reading one file: bytes, YAML, structure; every fault a diagnostic, never an exception."""

from __future__ import annotations

from typing import Any

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Location, Severity
from minhbach.reading.structure import Structure, own_structure
from minhbach.tree import MAX_FILE_BYTES, MAX_REGISTER_BYTES, NotRegularError, TooLargeError, Tree
from minhbach.yamlio import MAX_NODES, MAX_REGISTER_NODES, Source, read_yaml


def read_source(tree: Tree, path: str, *, register: bool = False) -> tuple[Source, list[Diagnostic]]:
    """The YAML of a file; a source without root when it cannot be read. A register may be larger than other files."""
    data = read_bytes(tree, path, MAX_REGISTER_BYTES if register else MAX_FILE_BYTES)
    if isinstance(data, Diagnostic):
        return Source(path, None), [data]
    return read_yaml(path, data, MAX_REGISTER_NODES if register else MAX_NODES)


def read_bytes(tree: Tree, path: str, limit: int = MAX_FILE_BYTES) -> bytes | Diagnostic:
    """The bytes of a file, or why there are none."""
    try:
        return tree.read(path, limit)
    except TooLargeError as error:
        found, allowed = str(error.size), str(error.limit)
        return diagnose("file-too-large", Location(path), found=found, allowed=allowed)
    except NotRegularError:
        return diagnose("file-not-regular", Location(path))
    except OSError:
        return diagnose("file-unreadable", Location(path))


def read_structured(
    tree: Tree, path: str, schema: str | Structure, *, register: bool = False
) -> tuple[Source, Any, list[Diagnostic]]:
    """A file that must keep to a schema; the data is None unless it does."""
    source, findings = read_source(tree, path, register=register)
    structure = own_structure(schema) if isinstance(schema, str) else schema
    data, violations = structure.check(source)
    findings += violations
    broken = any(finding.severity is Severity.ERROR for finding in findings)
    return source, (None if broken else data), findings
