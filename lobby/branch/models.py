"""The branch: when it is open, what business it does where, and its floor."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from lobby.announcements import wording
from lobby.branch import floor, notices, soothing
from lobby.knowledge.versioned import Versioned
from lobby.lines import LinesField


class HoursKind(models.TextChoices):
    PERSONAL = "personal", "个人业务"
    CORPORATE = "corporate", "对公业务"
    CASH = "cash", "现金业务"


class Weekday(models.IntegerChoices):
    """As `datetime.date.weekday()` counts."""

    MONDAY = 0, "周一"
    TUESDAY = 1, "周二"
    WEDNESDAY = 2, "周三"
    THURSDAY = 3, "周四"
    FRIDAY = 4, "周五"
    SATURDAY = 5, "周六"
    SUNDAY = 6, "周日"


class PlaceKind(models.TextChoices):
    COUNTER = "counter", "柜台"
    ROOM = "room", "房间"
    MACHINE = "machine", "设备"
    DESK = "desk", "服务台"
    SEAT = "seat", "座位区"
    FACILITY = "facility", "便民设施"
    DOOR = "door", "出入口"


class Announcer(models.TextChoices):
    """Who says calls aloud. One alone: two voices in one hall are understood by nobody."""

    ROBOT = "robot", "娇娇"
    BOARD = "board", "叫号屏"


class Branch(models.Model):
    """The branch this server belongs to. There is one row; `Branch.current()` reads it."""

    code = models.SlugField("网点代号", unique=True, max_length=32)
    name = models.CharField("网点名称", max_length=64)
    address = models.CharField("地址", max_length=200, blank=True)
    phone = models.CharField("网点电话", max_length=32, blank=True)
    hotline = models.CharField("客服热线", max_length=32, blank=True)
    demo = models.BooleanField(
        "演示模式",
        default=False,
        help_text="营业时间外也照常发号，供试用；正式使用时请关闭。",
    )
    reinsert_after = models.PositiveSmallIntegerField(
        "过号后隔几位再叫", default=3, help_text="过号的客户回来后，排在几位等候客户之后。"
    )
    recall_seconds = models.PositiveSmallIntegerField(
        "重呼间隔（秒）", default=10, help_text="同一个号两次重呼之间至少隔这么久。"
    )
    recall_limit = models.PositiveSmallIntegerField(
        "最多重呼几次",
        default=3,
        help_text="客户还没来时最多重呼几次，之后请记为过号；过号后客户回来可以再叫。",
    )
    patience_minutes = models.PositiveSmallIntegerField(
        "最久等候（分钟）",
        default=60,
        validators=[MinValueValidator(1)],
        help_text="不管窗口有什么优先规则，等满这么久的客户先叫。",
    )
    appointment_minutes = models.PositiveSmallIntegerField(
        "预约提前（分钟）",
        default=15,
        help_text="按时签到的预约客户，相当于在预约时间前这么多分钟取号。",
    )
    appointment_early_minutes = models.PositiveSmallIntegerField(
        "最早签到（分钟）", default=30, help_text="预约时间前多少分钟起可以签到。"
    )
    day_ends_at = models.TimeField(
        "日终时间",
        null=True,
        blank=True,
        help_text="到这个时间，没办完的号码全部结清，窗口关闭；留空则在第二天第一次取号或叫号时结清。"
        "演示模式下只在第二天结清。",
    )
    day_closed_on = models.DateField(
        null=True, editable=False, help_text="The day last closed at `day_ends_at`."
    )
    soothing_minutes = models.PositiveSmallIntegerField(
        "安抚门槛（分钟）",
        default=20,
        help_text="预计等候超过这个时间，娇娇会主动提供消遣和替代办法。",
    )
    announcer = models.CharField(
        "由谁播报",
        max_length=8,
        choices=Announcer.choices,
        default=Announcer.ROBOT,
        help_text="叫号和广播由娇娇说，还是由叫号屏那台电脑说。",
    )
    stand_in = models.BooleanField(
        "有人接替",
        default=True,
        help_text="选定的一方念不了（关机、断网、扬声器坏了），几秒钟后由另一方接着念，恢复后交还。",
    )
    call_words = models.CharField(
        "叫号用语",
        max_length=wording.TEMPLATE_LIMIT,
        default="请 {number}号 到 {counter}",
        help_text="{number} 是号码，{counter} 是窗口名称，两个都要有。",
    )
    answer_minutes = models.PositiveSmallIntegerField(
        "工单几分钟没人接手就再提醒",
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="求助、投诉和紧急工单超过这个时间没人接手，再提醒一次员工，并告诉客户还能怎么办。",
    )
    keep_conversations_days = models.PositiveSmallIntegerField(
        "对话保留几天",
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text="到期的对话记录自动删除。记录里的卡号、证件号、电话、密码存下之前就遮住了。",
    )
    soothing_speech = models.CharField(
        "安抚时说",
        max_length=26,
        blank=True,
        help_text="说完要等多久之后接着说，例如：先坐坐喝口水，或跟我猜个谜？",
    )
    soothing_offers = models.JSONField(
        "安抚时的按钮",
        default=list,
        blank=True,
        help_text="每条含 label、text，可选 only（machine：自助机能办时才显示）。",
    )
    notices = models.JSONField(
        "公告",
        default=list,
        blank=True,
        help_text="每条含 title、text、speech，可选 level（info、warning、alert）、since、until（日期）。",
    )
    floor = models.JSONField(
        "平面图",
        default=dict,
        blank=True,
        help_text="外墙 outline、内墙 walls、机器人 robot、通道节点 nodes 和连线 edges，单位为米。",
    )

    class Meta:
        verbose_name = "网点"
        verbose_name_plural = "网点"

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Branch:
        """The branch row; raises DoesNotExist before `python -m lobby seed`."""
        return cls.objects.get()

    def clean(self) -> None:
        faults: dict[str, Any] = {}
        if self.floor:
            try:
                floor.parse(self.floor)
            except floor.FloorInvalid as error:
                faults["floor"] = error.faults
        wrong = notices.faults(self.notices)
        if wrong:
            faults["notices"] = wrong
        wrong = soothing.faults(self.soothing_offers)
        if wrong:
            faults["soothing_offers"] = wrong
        wrong = wording.template_faults(self.call_words)
        if wrong:
            faults["call_words"] = wrong
        if faults:
            raise ValidationError(faults)


class OpeningHours(models.Model):
    """One opening period of a weekday. A day may have several, for a midday break; none is closed."""

    kind = models.CharField("业务", max_length=16, choices=HoursKind.choices)
    weekday = models.PositiveSmallIntegerField("星期", choices=Weekday.choices)
    opens = models.TimeField("开门")
    closes = models.TimeField("关门")

    class Meta:
        verbose_name = "营业时间"
        verbose_name_plural = "营业时间"
        ordering = ("kind", "weekday", "opens")
        constraints = (
            models.UniqueConstraint(fields=("kind", "weekday", "opens"), name="hours_once"),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")),
                name="hours_end_after_begin",
                violation_error_message="关门时间应晚于开门时间。",
            ),
        )

    def __str__(self) -> str:
        return (
            f"{self.get_kind_display()} {self.get_weekday_display()} "
            f"{self.opens:%H:%M}–{self.closes:%H:%M}"
        )


class Place(Versioned):
    """A place of the floor that customers ask for. The walkway that leads there is in `Branch.floor`."""

    knowledge_kind = "place"

    code = models.SlugField("代号", primary_key=True, max_length=40)
    name = models.CharField("名称", max_length=40)
    synonyms = LinesField("别名", help_text="客户还会怎么叫它，每行一个。")
    x = models.FloatField("横坐标（米）")
    y = models.FloatField("纵坐标（米）")
    kind = models.CharField("类别", max_length=16, choices=PlaceKind.choices)
    landmark = models.CharField(
        "到达提示", max_length=60, blank=True, help_text="走到时能看见什么，例如：门上有蓝色标牌。"
    )
    position = models.PositiveIntegerField("顺序", default=0)
    history = HistoricalRecords(verbose_name="地点修改记录")

    class Meta:
        verbose_name = "地点"
        verbose_name_plural = "地点"
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.name


# Business refers to services of lobby.tickets, which refer to places: its models stand in a file and a
# migration of their own.
from lobby.branch.businesses import Business, Channel, ChannelRule  # noqa: E402
from lobby.branch.facilities import Facility  # noqa: E402
from lobby.branch.special_days import Festival, SpecialDay  # noqa: E402

__all__ = [
    "Branch",
    "Business",
    "Channel",
    "ChannelRule",
    "Facility",
    "Festival",
    "HoursKind",
    "OpeningHours",
    "Place",
    "PlaceKind",
    "SpecialDay",
    "Weekday",
]
