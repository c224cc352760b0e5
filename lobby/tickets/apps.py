from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "lobby.tickets"
    label = "tickets"
    verbose_name = "排队"

    def ready(self) -> None:
        from lobby.events import chores
        from lobby.tickets import closing

        chores.register("end of the day", 20, lambda now: closing.close_at_time())
