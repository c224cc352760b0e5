from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "lobby.cases"
    label = "cases"
    verbose_name = "工单"
