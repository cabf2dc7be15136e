# noqa: A005  # never a top-level module: it is tests.site
