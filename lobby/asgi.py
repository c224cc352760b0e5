"""ASGI entry point: `uvicorn lobby.asgi:application --ws none`."""

import os

from lobby.environment import EnvironmentRefused

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lobby.settings")

import django

try:
    django.setup(set_prefix=False)
except EnvironmentRefused as refused:
    # The operator is to read what is wrong, not where in the program that was noticed.
    raise SystemExit(f"lobby: {refused}") from None

# Models are ready from here on.
from lobby.events.hub import hub
from lobby.events.serving import EventStreams
from lobby.one_thread import OneThreadHandler

application = EventStreams(OneThreadHandler(), hub)
