"""Accounts and signed-in devices in the console.

The groups are made, and kept as they are, by `first_run`: they are chosen for an account, not edited.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, User
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from lobby.staff.models import StaffToken

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(DjangoUserAdmin, ModelAdmin):
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "first_name", "is_active", "is_staff", "is_superuser")
    list_filter = ("is_active", "is_staff", "groups")
    # Not single permissions: what a group may is enough to say, and can be read.
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password", "first_name", "email")}),
        ("能做什么", {"fields": ("is_active", "is_staff", "groups", "is_superuser")}),
        ("登录情况", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs["widget"] = UnfoldAdminCheckboxSelectMultipleWidget
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field is not None and db_field.name == "groups":
            field.help_text = "大堂经理可以维护知识库、网点和工单；柜员只叫号；只看的什么都不能改。"
        return field


@admin.register(StaffToken)
class StaffTokenAdmin(ModelAdmin):
    list_display = ("user", "created_at", "expires_at")
    fields = ("user", "created_at", "expires_at")
    readonly_fields = fields

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False
