"""Questions as a table for Excel: what a row means, and how it is checked."""

from __future__ import annotations

from typing import Any

from import_export import fields, resources, widgets
from import_export.formats import base_formats

from lobby.knowledge import changes
from lobby.knowledge.faq_rules import plain
from lobby.knowledge.models import Faq


class LinesWidget(widgets.Widget):  # type: ignore[misc]
    """Several texts in one cell, one a line."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[str]:
        return str(value or "").splitlines()

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "\n".join(value or ())


class YesNoWidget(widgets.Widget):  # type: ignore[misc]
    """是 or 否; an empty cell is 是."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        word = str(value if value is not None else "").strip().casefold()
        if word in ("", "是", "1", "true", "启用"):
            return True
        if word in ("否", "0", "false", "停用"):
            return False
        raise ValueError("“启用”一栏请填 是 或 否。")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "是" if value else "否"


class CardWidget(widgets.Widget):  # type: ignore[misc]
    """place:restroom, or nothing."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> dict[str, str] | None:
        text = str(value or "").strip()
        if not text:
            return None
        kind, colon, content = text.replace("：", ":", 1).partition(":")
        if not colon:
            raise ValueError("“卡片”一栏请写成 类型:内容，例如 place:restroom，或者留空。")
        return {"type": kind.strip(), "value": content.strip()}

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return f"{value['type']}:{value['value']}" if value else ""


class FaqResource(resources.ModelResource):  # type: ignore[misc]
    """One row an entry. Rows with a known 编号 change that entry, others add one; none are deleted."""

    id = fields.Field("id", "编号")
    title = fields.Field("title", "标题")
    phrasings = fields.Field("phrasings", "问法", widget=LinesWidget())
    speech = fields.Field("speech", "口播回答")
    text = fields.Field("text", "屏幕文字")
    card = fields.Field("card", "卡片", widget=CardWidget())
    enabled = fields.Field("enabled", "启用", widget=YesNoWidget())

    class Meta:
        model = Faq
        fields = ("id", "title", "phrasings", "speech", "text", "card", "enabled")
        import_id_fields = ("id",)
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True

    def import_data_inner(self, *args: Any, **kwargs: Any) -> Any:
        # However many rows, one new version and one event.
        with changes.together():
            changes.lock()
            self._taken = Faq.taken_phrasings()
            return super().import_data_inner(*args, **kwargs)

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        row["编号"] = str(row.get("编号") or "").strip()

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> Any:
        # The whole table once, not once a row.
        instance.taken = self._taken
        return super().import_instance(instance, row, **kwargs)

    def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        gone = [bare for bare, owner in self._taken.items() if owner[0] == instance.id]
        for bare in gone:
            del self._taken[bare]
        self._taken.update({plain(p): (instance.id, instance.title) for p in instance.phrasings})


class ExcelCsv(base_formats.CSV):  # type: ignore[misc]
    """CSV as Chinese Excel reads and writes it: UTF-8 with a mark, or GB 18030."""

    def is_binary(self) -> bool:
        return True

    def get_read_mode(self) -> str:
        return "rb"

    def get_title(self) -> str:
        return "csv"

    def create_dataset(self, in_stream: Any, **kwargs: Any) -> Any:
        if isinstance(in_stream, bytes):
            try:
                in_stream = in_stream.decode("utf-8-sig")
            except UnicodeDecodeError:
                in_stream = in_stream.decode("gb18030")
        return super().create_dataset(in_stream, **kwargs)

    def export_data(self, dataset: Any, **kwargs: Any) -> Any:
        text: str = super().export_data(dataset, **kwargs)
        return text.encode("utf-8-sig")


FORMATS = [f for f in (ExcelCsv, base_formats.XLSX) if f.is_available()]
"""XLSX where its library (openpyxl) is installed."""
