"""The ticket on paper."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
from django.test import Client
from PIL import Image

from lobby.printing import fonts, paper, slips
from lobby.tickets import holding
from lobby.tickets.models import Counter, Service
from tests.lobby import factories


@pytest.mark.parametrize(("asked", "dots"), [("?width=58", 384), ("?width=80", 576), ("", 576)])
def test_a_ticket_as_a_picture_whose_code_leads_to_its_page(
    outsider: Client, first: Counter, cash: Service, asked: str, dots: int
) -> None:
    ticket = factories.ticket(cash)
    answer = outsider.get(f"/t/{ticket.page_token}/ticket.png{asked}")
    assert answer["Content-Type"] == "image/png"
    picture = Image.open(io.BytesIO(answer.content))
    assert (picture.width, picture.mode) == (dots, "1")
    assert picture.height < 3 * dots
    grey = np.array(picture.convert("L"))
    # Nothing is cut off at the edges.
    assert grey[:, :4].min() == grey[:, -4:].min() == 255
    # OpenCV's older detector misses four codes in a thousand of the same pictures, this one none.
    text, _, _ = cv2.QRCodeDetectorAruco().detectAndDecode(grey)
    assert text == f"http://testserver/t/{ticket.page_token}"


def test_a_ticket_as_a_page(outsider: Client, cash: Service) -> None:
    ticket = factories.ticket(cash)
    answer = outsider.get(f"/t/{ticket.page_token}/ticket.pdf?width=58")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert outsider.get("/t/unknown/ticket.pdf").status_code == 404


def test_the_words_on_the_paper(first: Counter, cash: Service) -> None:
    factories.ticket(cash)
    ticket = factories.ticket(cash)
    slip = slips.slip(ticket, "http://x/t/y")
    assert (slip.branch, slip.number) == ("测试支行", "A002")
    facts = dict(slip.facts)
    assert facts["前面还有"] == "1 位"
    assert facts["大约还要"]
    assert facts["取号时间"] == "2026-06-01 10:00"
    assert "扫一扫" in slip.hint
    assert "过号" in slip.footer
    holding.cancel(ticket.pk)
    ticket.refresh_from_db()
    assert "前面还有" not in dict(slips.slip(ticket, "x").facts)


def test_long_names_are_broken_and_nothing_is_lost() -> None:
    slip = paper.Slip(
        "很长的网点名称" * 6, "业务", "A001", (("办理区域", "区" * 60),), "x", "提示", "尾"
    )
    short = paper.Slip("短", "业务", "A001", (("办理区域", "区"),), "x", "提示", "尾")
    font = fonts.find()
    assert paper.draw(slip, 58, font).height > paper.draw(short, 58, font).height + 100


def test_a_machine_without_a_chinese_font_is_told_which_package(
    outsider: Client, cash: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> str:
        raise fonts.FontMissing(
            "这台机器没有中文字体，不能打印号票：apt-get install fonts-noto-cjk"
        )

    ticket = factories.ticket(cash)
    monkeypatch.setattr(fonts, "find", missing)
    answer = outsider.get(f"/t/{ticket.page_token}/ticket.png")
    assert answer.status_code == 503
    assert "fonts-noto-cjk" in answer.content.decode()


def test_fonts_are_looked_for_where_systems_keep_them(
    tmp_path: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "_ask_fontconfig", lambda: None)
    search = fonts.find.__wrapped__
    with pytest.raises(fonts.FontMissing, match="fonts-noto-cjk"):
        search(("/nowhere/x.ttc",))
    assert search((__file__,)) == __file__
    monkeypatch.setattr(fonts, "_ask_fontconfig", lambda: "/fonts/a.ttf")
    assert search(()) == "/fonts/a.ttf"
