"""`python -m dixian`, the same as `dixian`."""

from dixian.cli.main import main

main()
