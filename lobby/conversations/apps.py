from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "lobby.conversations"
    label = "conversations"
    verbose_name = "对话"

    def ready(self) -> None:
        from lobby.conversations import phones
        from lobby.events import chores

        chores.register("abandoned numbers", 60, lambda now: phones.forget_abandoned())
