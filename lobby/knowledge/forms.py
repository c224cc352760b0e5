"""The console's forms for questions and products."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.db.models import Model
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from content.sides import SIDES
from lobby.knowledge.faq_rules import CARD_TYPES
from lobby.knowledge.models import Attribute, Faq, Product
from lobby.table_field import Column, TableField

CARD_NAMES = dict(
    zip(CARD_TYPES, ("地点（填地点代号）", "产品（填产品代号）", "电话", "网址"), strict=True)
)


SCREEN_TEXT_HELP = (
    "屏幕上一句一行，最多 1000 个字。客户接着问“要钱吗”“要几天”，娇娇从这里挑一句来答："
    "费用、时间、带什么、能不能代办各写一句，每句说清是哪件事，例如“补卡一般当场拿到新卡。”"
)


class FaqForm(forms.ModelForm):  # type: ignore[type-arg]
    card_type = forms.ChoiceField(
        label="卡片类型",
        required=False,
        choices=[("", "不带卡片"), *CARD_NAMES.items()],
        widget=UnfoldAdminSelectWidget,
        help_text="回答时一起显示在屏幕上的内容。",
    )
    card_value = forms.CharField(
        label="卡片内容",
        required=False,
        max_length=200,
        widget=UnfoldAdminTextInputWidget,
        help_text="例如 restroom、td_1y、电话号码或网址。",
    )
    seen_version = forms.IntegerField(label="版本", required=False, widget=forms.HiddenInput)

    class Meta:
        model = Faq
        fields = ("id", "title", "phrasings", "speech", "text", "enabled")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        card = self.instance.card or {}
        self.initial["card_type"] = card.get("type", "")
        self.initial["card_value"] = card.get("value", "")
        self.initial["seen_version"] = self.instance.version
        text = self.fields["text"]
        text.widget.attrs["data-sides"] = json.dumps(
            [
                {"code": side.code, "name": side.name, "asked": side.asked, "words": side.words}
                for side in SIDES
                if side.name
            ],
            ensure_ascii=False,
        )
        text.help_text = SCREEN_TEXT_HELP

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        kind, value = values.get("card_type"), (values.get("card_value") or "").strip()
        if bool(kind) != bool(value):
            self.add_error("card_value", "卡片类型和内容要么都填，要么都不填。")
        self.instance.card = {"type": kind, "value": value} if kind and value else None
        seen = values.get("seen_version")
        if not self.instance._state.adding and seen != self.instance.version:
            self.add_error(
                None, "您打开之后，这条问答已经被别人改过。请记下您的修改，刷新页面后再改。"
            )
        return values

    def _get_validation_exclusions(self) -> set[str]:
        # The card has two fields of its own here, and is to be checked all the same.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"card"}

    def _update_errors(self, errors: Any) -> None:
        by_field = getattr(errors, "error_dict", {})
        if "card" in by_field:
            by_field["card_value"] = by_field.pop("card")
        super()._update_errors(errors)  # type: ignore[misc]


class ToggleForm(forms.ModelForm):  # type: ignore[type-arg]
    """One line of the list: switched on or off."""

    class Meta:
        model: type[Model] = Faq
        fields = ("enabled",)


def _fact_columns() -> list[Column]:
    names = dict(Attribute.objects.values_list("code", "name"))
    return [
        Column("attribute", "属性", codes=names),
        Column("text", "屏幕文字"),
        Column("speech", "口播"),
    ]


class ProductForm(forms.ModelForm):  # type: ignore[type-arg]
    facts = TableField(
        label="要点",
        columns=_fact_columns,
        help_text="每行一条：属性｜屏幕文字｜口播（最多 60 个字）。"
        "例如：利率或收益｜示例年利率0.95%｜示例年利率百分之零点九五",
    )

    class Meta:
        model = Product
        exclude = ("position",)
