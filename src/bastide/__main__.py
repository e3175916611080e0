"""`python -m bastide` is the command `bastide`."""

from bastide.site.command import main

main()
