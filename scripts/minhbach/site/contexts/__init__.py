"""Page contexts: frozen dataclasses with finished texts, built by pure functions. One module a kind of page."""
