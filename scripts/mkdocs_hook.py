"""The hook that mkdocs.yml names: hands every event to the adapter. Nothing else may live here."""

from minhbach.site.shells.mkdocs_adapter import Adapter

_adapter = Adapter()

on_config = _adapter.on_config
on_files = _adapter.on_files
on_page_content = _adapter.on_page_content
on_page_context = _adapter.on_page_context
