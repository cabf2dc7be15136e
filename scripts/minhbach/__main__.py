from minhbach.cli import console

raise SystemExit(console())
