from django.apps import AppConfig


class AnnouncementsConfig(AppConfig):
    name = "lobby.announcements"
    label = "announcements"
    verbose_name = "播报"
