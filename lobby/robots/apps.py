from django.apps import AppConfig


class RobotsConfig(AppConfig):
    name = "lobby.robots"
    label = "robots"
    verbose_name = "机器人"
