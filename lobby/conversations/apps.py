from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "lobby.conversations"
    label = "conversations"
    verbose_name = "对话"
