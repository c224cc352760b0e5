from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "lobby.events"
    label = "events"
    verbose_name = "事件"
