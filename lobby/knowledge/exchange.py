"""Exchange rates as the branch writes them: CNY for 100 units of a foreign currency."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from simple_history.models import HistoricalRecords

UNIT = 100
"""Units of the currency that a price is for, as banks post them."""

currency = RegexValidator(
    r"^(?!CNY)[A-Z]{3}$", "写三个大写字母的货币代码，例如 USD；人民币不用写。"
)
positive = MinValueValidator(Decimal("0.0001"), "价格要大于零。")


def _price(name: str, help_text: str = "") -> models.DecimalField[Any, Any]:
    return models.DecimalField(
        name, max_digits=12, decimal_places=4, validators=[positive], help_text=help_text
    )


class ExchangeRate(models.Model):
    """What the bank pays and asks for one currency."""

    code = models.CharField("货币代码", primary_key=True, max_length=3, validators=[currency])
    name = models.CharField("名称", max_length=20)
    spot_buy = _price("现汇买入价", "银行买入客户账户里的外币，100 单位外币折人民币元。")
    cash_buy = _price("现钞买入价", "银行买入客户手里的外币现钞，不高于现汇买入价。")
    spot_sell = _price("现汇卖出价")
    cash_sell = _price("现钞卖出价", "客户拿人民币买外币现钞的价。")
    as_of = models.DateField("牌价日期", help_text="娇娇会把日期说给客户听，每天更新。")
    enabled = models.BooleanField(
        "启用", default=True, help_text="停用后娇娇说本网点不办这种外币。"
    )
    position = models.PositiveIntegerField("顺序", default=0)
    updated_at = models.DateTimeField("修改时间", auto_now=True)
    history = HistoricalRecords(verbose_name="外币牌价修改记录")

    class Meta:
        verbose_name = "外币牌价"
        verbose_name_plural = "外币牌价"
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A price typed into the wrong box is found here; raises ValidationError in Chinese."""
        prices = [self.cash_buy, self.spot_buy, self.spot_sell, self.cash_sell]
        if None not in prices and prices != sorted(prices):
            raise ValidationError(
                "四个价应当由低到高：现钞买入、现汇买入、现汇卖出、现钞卖出，请看看是不是填错了格。"
            )
