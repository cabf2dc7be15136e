"""Jinja2: a context and a template make a body. Autoescaped; an undefined name is an error, never a blank."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from minhbach.site.addresses import relative


class Renderer:
    """One environment for the whole site; templates are looked for in each folder in turn."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._environment = Environment(
            loader=FileSystemLoader([str(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

    def body(self, template: str, context: object, address: str) -> str:
        """Render a context; `url(target)` in the template is the link from this page to an address of the site."""
        url = partial(relative, page=address)
        return self._environment.get_template(template).render(page=context, url=url).strip() + "\n"
