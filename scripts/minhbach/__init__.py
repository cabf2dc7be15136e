"""Minh Bạch: evaluate government units in the open.

Data flows one way: tree, yamlio, model, schema and repository, checks, scoring, results, export and site, commands.
"""

__version__ = "0.1.0"
