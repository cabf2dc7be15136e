"""A forge in this process, over a real bare repository, and the tests of what speaks to forges."""
