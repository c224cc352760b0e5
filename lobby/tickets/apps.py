from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "lobby.tickets"
    label = "tickets"
    verbose_name = "排队"
