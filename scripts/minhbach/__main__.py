from minhbach.cli import main

raise SystemExit(main())
