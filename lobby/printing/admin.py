"""The console shows how the printer is doing and what it printed; only the robot changes it."""

from __future__ import annotations

from django.contrib import admin
from unfold.admin import ModelAdmin

from lobby.printing.models import Printer, PrintJob
from lobby.tickets.admin import ReadOnly


@admin.register(Printer)
class PrinterAdmin(ReadOnly, ModelAdmin):
    list_display = ("state", "width_mm", "at")


@admin.register(PrintJob)
class PrintJobAdmin(ReadOnly, ModelAdmin):
    list_display = ("ticket", "state", "by", "created_at", "finished_at")
    list_filter = ("state",)
    list_select_related = ("ticket",)
