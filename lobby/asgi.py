"""ASGI entry point: `uvicorn lobby.asgi:application --ws none`."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lobby.settings")

from django.core.asgi import get_asgi_application

application = get_asgi_application()
