"""The work of every page that comes from data, by what the page is about."""
