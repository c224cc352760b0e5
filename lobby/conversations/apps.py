from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "lobby.conversations"
    label = "conversations"
    verbose_name = "对话"

    def ready(self) -> None:
        from lobby.conversations import phones, retention
        from lobby.conversations.dialogue import dialogue
        from lobby.events import chores

        chores.register("abandoned numbers", 60, lambda now: phones.forget_abandoned())
        chores.register(
            "abandoned visitors", 60, lambda now: retention.end_abandoned(now, dialogue())
        )
        chores.register("old conversations", 600, retention.delete_old)
        chores.register("old events", 600, retention.forget_old_events)
