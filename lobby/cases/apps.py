from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "lobby.cases"
    label = "cases"
    verbose_name = "工单"

    def ready(self) -> None:
        from lobby.cases import contact, reminding
        from lobby.events import chores

        chores.register("case reminders", 10, reminding.remind)
        chores.register("old numbers to call back", 3600, contact.forget)
