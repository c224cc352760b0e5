"""ASGI entry point: `uvicorn lobby.asgi:application --ws none`."""

import os

from lobby.environment import EnvironmentRefused

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lobby.settings")

from django.core.asgi import get_asgi_application

try:
    _django = get_asgi_application()
except EnvironmentRefused as refused:
    # The operator is to read what is wrong, not where in the program that was noticed.
    raise SystemExit(f"lobby: {refused}") from None

# Models are ready from here on.
from lobby.events.hub import hub
from lobby.events.serving import EventStreams

application = EventStreams(_django, hub)
