"""`python -m lobby COMMAND`: Django's management commands for the branch server."""

import os
import sys

from lobby.environment import EnvironmentRefused


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lobby.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["python -m lobby", *sys.argv[1:]])
    except EnvironmentRefused as refused:
        # The operator is to read what is wrong, not where in the program that was noticed.
        raise SystemExit(f"lobby: {refused}") from None


if __name__ == "__main__":
    main()
