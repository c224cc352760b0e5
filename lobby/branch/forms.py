"""The console's form for the branch."""

from __future__ import annotations

from django import forms

from lobby.branch import soothing
from lobby.branch.models import Branch
from lobby.table_field import Column, TableField

LEVELS = {"info": "一般", "warning": "提醒", "alert": "紧急"}
NOTICE_COLUMNS = (
    Column("title", "标题"),
    Column("text", "屏幕文字"),
    Column("speech", "口播", required=False),
    Column("level", "级别", required=False, codes=LEVELS),
    Column("since", "开始日期", required=False),
    Column("until", "结束日期", required=False),
)


OFFER_COLUMNS = (
    Column("label", "按钮文字"),
    Column("text", "点了等于说"),
    Column("only", "条件", required=False, codes={soothing.MACHINE: "自助机能办时"}),
)


class BranchForm(forms.ModelForm):  # type: ignore[type-arg]
    notices = TableField(
        label="公告",
        columns=NOTICE_COLUMNS,
        help_text="每行一条：标题｜屏幕文字｜口播（最多 60 个字）｜级别（一般、提醒、紧急）｜开始日期｜结束日期。"
        "后四项可以不填，日期写成 2026-10-01。",
    )

    soothing_offers = TableField(
        label="安抚时的按钮",
        columns=OFFER_COLUMNS,
        help_text="每行一条：按钮文字｜点了等于说｜条件（可不填，或写：自助机能办时）。"
        "例如：喝口水｜饮水机在哪儿",
    )

    class Meta:
        model = Branch
        fields = (
            "code",
            "name",
            "address",
            "phone",
            "hotline",
            "demo",
            "reinsert_after",
            "recall_seconds",
            "recall_limit",
            "patience_minutes",
            "appointment_minutes",
            "appointment_early_minutes",
            "day_ends_at",
            "soothing_minutes",
            "soothing_speech",
            "soothing_offers",
            "announcer",
            "stand_in",
            "call_words",
            "answer_minutes",
            "keep_conversations_days",
            "notices",
            "floor",
        )
