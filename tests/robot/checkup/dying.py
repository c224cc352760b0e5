"""A trial whose native library ends the process."""

import os

os.abort()
