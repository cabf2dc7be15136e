"""The public site: typed page contexts, Jinja2 rendering, the press, and one thin adapter for MkDocs.

Pages come out of pure functions; only `mkdocs_adapter` and `builder` know the site engine.
"""
