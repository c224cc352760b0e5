from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "lobby.printing"
    label = "printing"
    verbose_name = "打印"
