from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "lobby.tickets"
    label = "tickets"
    verbose_name = "排队"

    def ready(self) -> None:
        from django.conf import settings

        from lobby.events import chores
        from lobby.tickets import closing
        from lobby.tickets.foreign import watch

        chores.register("end of the day", 20, lambda now: closing.close_at_time())
        if settings.JIAOJIAO.queue_url is not None:
            watch.check(settings.JIAOJIAO.queue_map)
            chores.register("bank's queue", 1, lambda now: watch.read())
