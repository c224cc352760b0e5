from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "lobby.staff"
    label = "staff"
    verbose_name = "员工与设备"
