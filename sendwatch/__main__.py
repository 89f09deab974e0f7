"""`python -m sendwatch` is the `sendwatch` command."""

from sendwatch.cli import main

main()
