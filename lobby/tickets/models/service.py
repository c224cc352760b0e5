"""What customers queue for, and who may be called earlier."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models

from lobby.branch.models import Branch, HoursKind, Place
from lobby.lines import LinesField


class Service(models.Model):
    """One queue of the branch with its own series of numbers."""

    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, verbose_name="网点")
    code = models.SlugField("代号", unique=True, max_length=40)
    name = models.CharField("名称", max_length=40)
    letter = models.CharField(
        "号码字母",
        max_length=1,
        validators=[RegexValidator(r"^[A-Z]$", "应为一个大写字母。")],
        help_text="号码以它开头，例如 A001。",
    )
    area = models.ForeignKey(
        Place,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="办理区域",
    )
    prior_minutes = models.DecimalField(
        "每位用时（分钟）",
        max_digits=5,
        decimal_places=1,
        validators=[MinValueValidator(0.5)],
        help_text="有足够的实际记录之前，按这个时间估算等候。",
    )
    overdue_minutes = models.PositiveSmallIntegerField(
        "超时先叫（分钟）",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="这项业务的客户等候超过这么久，就排到窗口最前面；留空表示没有这条规则。",
    )
    hours = models.CharField("营业时间", max_length=16, choices=HoursKind.choices)
    active = models.BooleanField("启用", default=True, help_text="停用后不再发号。")
    position = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = "排队业务"
        verbose_name_plural = "排队业务"
        ordering = ("position", "code")
        constraints = (
            models.UniqueConstraint(
                fields=("branch", "letter"),
                name="service_letter_once",
                violation_error_message="这个字母已经有业务在用了。",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        branch = Branch.objects.first()
        late = self.overdue_minutes
        if branch is not None and late is not None and late > branch.patience_minutes:
            raise ValidationError(
                {
                    "overdue_minutes": f"不能超过网点的最久等候（{branch.patience_minutes}分钟）："
                    "等满那么久的客户本来就先叫。"
                }
            )


class PriorityClass(models.Model):
    """Who may be called earlier, on the customer's or staff's word, never by looks."""

    NORMAL = "normal"

    code = models.SlugField("代号", primary_key=True, max_length=40)
    name = models.CharField("名称", max_length=40)
    who = models.CharField("适用客户", max_length=100, blank=True)
    head_start_minutes = models.PositiveSmallIntegerField(
        "提前（分钟）", default=0, help_text="相当于早这么多分钟取号。"
    )
    claims = LinesField(
        "客户这样说就给",
        each=20,
        help_text="客户说自己时会用的词，每行一个，例如：怀孕。娇娇只按客户自己说的，从不按相貌猜。",
    )
    from_age = models.PositiveSmallIntegerField(
        "满多少岁",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="客户说自己满这个岁数就给，例如 65；留空表示不看岁数。",
    )
    hints = LinesField(
        "这样说就先问一句",
        each=20,
        help_text="说得不明确时，娇娇先问一句再取号，每行一个，例如：腿脚不好。",
    )
    question = models.CharField(
        "问什么",
        max_length=40,
        blank=True,
        help_text="客户答“是”就给，例如：您满六十五周岁了吗？满了我给您取优先号。",
    )
    position = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = "客户优先级"
        verbose_name_plural = "客户优先级"
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if bool(self.hints) != bool(self.question):
            raise ValidationError(
                {"question": "“这样说就先问一句”和“问什么”要么都填，要么都不填。"}
            )
        others = PriorityClass.objects.exclude(pk=self.pk).values_list("name", "claims", "hints")
        own = {word.casefold() for word in (*self.claims, *self.hints)}
        for name, claims, hints in others:
            shared = sorted(own & {word.casefold() for word in (*claims, *hints)})
            if shared:
                raise ValidationError(f"“{shared[0]}”已经写在“{name}”里，一个词只能属于一种客户。")
