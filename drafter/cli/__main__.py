"""`python -m drafter.cli`: the command line where no script is on the path."""

from drafter.cli import main

main()
