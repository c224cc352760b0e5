"""`python -m robot run | shell | doctor | devices | model | train`."""

from robot.cli import main

if __name__ == "__main__":
    main()
