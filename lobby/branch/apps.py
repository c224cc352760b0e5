from django.apps import AppConfig


class BranchConfig(AppConfig):
    name = "lobby.branch"
    label = "branch"
    verbose_name = "网点"
