from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "lobby.activities"
    label = "activities"
    verbose_name = "活动"

    def ready(self) -> None:
        from lobby.activities import signing_up
        from lobby.events import chores

        chores.register("activities that are over", 600, signing_up.settle_past)
