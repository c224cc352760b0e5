"""`python -m robot run | shell | doctor | train`."""

from robot.cli import main

if __name__ == "__main__":
    main()
