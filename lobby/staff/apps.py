from django.apps import AppConfig
from django.db.models.signals import post_save


class StaffConfig(AppConfig):
    name = "lobby.staff"
    label = "staff"
    verbose_name = "员工与设备"

    def ready(self) -> None:
        from django.contrib.auth.models import User

        from lobby.staff import password_file

        post_save.connect(password_file.remove_when_changed, sender=User)
