"""拿个号, 不用取号: words by which a number is taken, and by which none is."""

from __future__ import annotations

import re

TAKES_NUMBER = re.compile("(?:拿|取|抽|领)(?:个|一?张)?号|(?:去|来|就)排(?:个)?[号队]")
TAKES_NONE = re.compile("[不别没免].{0,3}(?:拿|取|抽|领|排)|(?:拿|取|抽|领|排)(?:过|好|了)|有号")
"""There is one already, or none is wanted."""
