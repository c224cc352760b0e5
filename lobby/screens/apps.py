from django.apps import AppConfig


class ScreensConfig(AppConfig):
    name = "lobby.screens"
    label = "screens"
    verbose_name = "屏幕"
