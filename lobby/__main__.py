"""`python -m lobby COMMAND`: Django's management commands for the branch server."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lobby.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["python -m lobby", *sys.argv[1:]])


if __name__ == "__main__":
    main()
