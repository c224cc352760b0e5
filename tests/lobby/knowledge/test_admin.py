"""The console as a lobby manager uses it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lobby.branch.models import Branch, Business, OpeningHours, Place
from lobby.knowledge.models import Faq, KnowledgeVersion, Product

FAQ = "/admin/knowledge/faq"
PAGES = [
    "/admin/",
    *(
        f"/admin/knowledge/{name}/"
        for name in ("faq", "product", "category", "risklevel", "attribute")
    ),
    *(
        f"/admin/branch/{name}/"
        for name in ("branch", "place", "business", "openinghours", "specialday", "festival")
    ),
    f"{FAQ}/add/",
    f"{FAQ}/import/",
    f"{FAQ}/export/",
    f"{FAQ}/?q=挂失",
    f"{FAQ}/card_lost/change/",
    f"{FAQ}/card_lost/history/",
    "/admin/knowledge/product/td_1y/change/",
    "/admin/knowledge/product/add/",
    "/admin/knowledge/product/td_1y/history/",
    "/admin/knowledge/category/fund/change/",
    "/admin/branch/place/restroom/change/",
    "/admin/branch/place/add/",
    "/admin/branch/business/cash_withdrawal/change/",
    "/admin/branch/specialday/add/",
    "/admin/branch/festival/mid_autumn/change/",
]


def number() -> int:
    return int(KnowledgeVersion.current().split("-")[0])


def values_of(form: Any) -> dict[str, Any]:
    """What a browser sends of a form: ticked boxes as "on", empty ones not at all."""
    shown = {bound.html_name: bound.value() for bound in form}
    return {
        name: "on" if value is True else value
        for name, value in shown.items()
        if value is not None and value is not False
    }


def form_of(client: Client, path: str, **changes: Any) -> dict[str, Any]:
    """What the browser would send back from that page, with `changes`."""
    page = client.get(path)
    assert page.status_code == 200
    sent: dict[str, Any] = {}
    forms = [page.context["adminform"].form]
    for formset in page.context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    for form in forms:
        sent |= values_of(form)
    return {**sent, **changes}


def errors(page: Any) -> str:
    inlines = [str(f.formset.errors) for f in page.context["inline_admin_formsets"]]
    return "".join([str(page.context["adminform"].form.errors), *inlines])


@pytest.mark.parametrize("path", PAGES)
def test_pages_open_for_a_manager(manager: Client, path: str) -> None:
    page = manager.get(path)
    assert page.status_code == 200
    assert '<html lang="zh' in page.content.decode()


def test_the_branch_page_opens(manager: Client) -> None:
    assert manager.get(f"/admin/branch/branch/{Branch.current().pk}/change/").status_code == 200
    assert manager.get("/admin/branch/branch/add/").status_code == 403


def test_search_finds_phrasings(manager: Client) -> None:
    phrasing = Faq.objects.get(pk="card_lost").phrasings[3]
    found = manager.get(f"{FAQ}/", {"q": phrasing}).context["cl"].result_list
    assert [row.id for row in found] == ["card_lost"]


def test_an_edit_raises_the_version_and_writes_history(manager: Client) -> None:
    before, path = number(), f"{FAQ}/card_lost/change/"
    lines = "卡丢了\n\n  卡找不着了 \n卡丢了\n我的卡没了"
    page = manager.post(path, form_of(manager, path, phrasings=lines, speech="先打电话挂失。"))
    assert page.status_code == 302, errors(page)
    faq = Faq.objects.get(pk="card_lost")
    assert faq.phrasings == ["卡丢了", "卡找不着了", "我的卡没了"]
    assert faq.speech == "先打电话挂失。"
    assert faq.version == 2
    assert number() == before + 1
    assert faq.history.first().history_user.username == "manager"
    followed = manager.get(f"{FAQ}/")
    assert "只有 3 个问法" in followed.content.decode()


def test_an_entry_is_added(manager: Client) -> None:
    before, path = number(), f"{FAQ}/add/"
    sent = form_of(
        manager,
        path,
        id="umbrella",
        title="怎么借雨伞",
        phrasings="能借伞吗\n有没有伞",
        speech="在大堂经理台借。",
        text="在大堂经理台登记。",
        card_type="place",
        card_value="manager_desk",
    )
    page = manager.post(path, sent)
    assert page.status_code == 302, errors(page)
    assert Faq.objects.get(pk="umbrella").card == {"type": "place", "value": "manager_desk"}
    assert number() == before + 1


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"phrasings": ""}, "phrasings"),
        ({"phrasings": "停车收费吗"}, "已经属于"),
        ({"phrasings": "字" * 61}, "最多 60 个字"),
        ({"speech": "长" * 61}, "60"),
        ({"card_type": "link", "card_value": "nowhere"}, "http"),
        ({"card_type": "place", "card_value": ""}, "要么都填"),
        ({"seen_version": "7"}, "被别人改过"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    manager: Client, changes: dict[str, Any], fault: str
) -> None:
    Faq.objects.filter(pk="parking").update(phrasings=["停车收费吗"])
    before, path = number(), f"{FAQ}/card_lost/change/"
    page = manager.post(path, form_of(manager, path, **changes))
    assert page.status_code == 200
    assert fault in errors(page)
    assert number() == before


def test_the_later_of_two_managers_is_told(manager: Client) -> None:
    path = f"{FAQ}/card_lost/change/"
    first, second = form_of(manager, path, title="甲改的"), form_of(manager, path, title="乙改的")
    assert manager.post(path, first).status_code == 302
    page = manager.post(path, second)
    assert "被别人改过" in errors(page)
    assert Faq.objects.get(pk="card_lost").title == "甲改的"


def toggle(manager: Client, path: str) -> dict[str, Any]:
    formset = manager.get(path).context["cl"].formset
    sent: dict[str, Any] = {"_save": "保存"}
    for form in (formset.management_form, *formset.forms):
        sent |= values_of(form)
    return sent


def test_the_list_switches_entries_off(manager: Client) -> None:
    path = f"{FAQ}/?q=card_lost"
    before, sent = number(), toggle(manager, path)
    del sent["form-0-enabled"]
    assert manager.post(path, sent).status_code == 302
    assert not Faq.objects.get(pk="card_lost").enabled
    assert number() == before + 1


def test_deleting_in_the_list_raises_the_version(manager: Client) -> None:
    before = number()
    sent = {"action": "delete_selected", "_selected_action": ["parking"], "post": "yes"}
    assert manager.post(f"{FAQ}/", sent).status_code == 302
    assert not Faq.objects.filter(pk="parking").exists()
    assert number() > before


def test_a_products_facts_are_lines(manager: Client) -> None:
    before, path = number(), "/admin/knowledge/product/td_1y/change/"
    sent = form_of(manager, path)
    field = manager.get(path).context["adminform"].form["facts"]
    assert "利率或收益｜" in field.as_widget()
    sent["facts"] = "利率或收益|年利率1%|年利率百分之一\n期限｜一年｜期限一年"
    page = manager.post(path, sent)
    assert page.status_code == 302, errors(page)
    assert Product.objects.get(pk="td_1y").facts == [
        {"attribute": "rate", "text": "年利率1%", "speech": "年利率百分之一"},
        {"attribute": "term", "text": "一年", "speech": "期限一年"},
    ]
    assert number() == before + 1
    sent = form_of(manager, path, facts="颜色｜红｜红\n利率或收益｜只有文字\n一｜二｜三｜四")
    said = errors(manager.post(path, sent))
    assert "第 1 行：没有“颜色”这个属性" in said
    assert "第 2 行：缺少口播" in said
    assert "第 3 行：多了一列" in said


def test_unchanged_facts_survive_the_form(manager: Client) -> None:
    path = "/admin/knowledge/product/td_1y/change/"
    facts = Product.objects.get(pk="td_1y").facts
    page = form_of(manager, path)
    shown = manager.get(path).context["adminform"].form["facts"]
    page["facts"] = shown.field.prepare_value(shown.initial)
    assert manager.post(path, page).status_code == 302
    assert Product.objects.get(pk="td_1y").facts == facts


def test_a_place_and_a_business_raise_the_version(manager: Client) -> None:
    before, path = number(), "/admin/branch/place/restroom/change/"
    page = manager.post(path, form_of(manager, path, synonyms="厕所\n卫生间"))
    assert page.status_code == 302, errors(page)
    assert Place.objects.get(pk="restroom").synonyms == ["厕所", "卫生间"]
    assert number() == before + 1
    path = "/admin/branch/business/cash_withdrawal/change/"
    sent = form_of(manager, path, synonyms="取钱\n拿现金", bring="银行卡")
    sent["channels-0-max_amount"] = "30000"
    page = manager.post(path, sent)
    assert page.status_code == 302, errors(page)
    business = Business.objects.get(pk="cash_withdrawal")
    assert business.bring == ["银行卡"]
    assert business.channels.first().max_amount == 30_000
    assert number() > before + 1


def test_demo_notices_and_floor_of_the_branch(manager: Client) -> None:
    path = f"/admin/branch/branch/{Branch.current().pk}/change/"
    sent = form_of(manager, path)
    sent.pop("demo")
    sent |= {
        "notices": "国庆放假｜十月一日休息｜国庆节休息一天｜提醒｜2026-09-28｜2026-10-01",
        "floor": "{}",
    }
    page = manager.post(path, sent)
    assert page.status_code == 302, errors(page)
    branch = Branch.current()
    assert branch.demo is False
    assert branch.notices == [
        {
            "title": "国庆放假",
            "text": "十月一日休息",
            "speech": "国庆节休息一天",
            "level": "warning",
            "since": "2026-09-28",
            "until": "2026-10-01",
        }
    ]
    page = manager.post(path, {**sent, "floor": '{"nodes": 3}', "notices": "国庆｜放假｜｜｜明天"})
    assert "nodes 应当是一个列表" in errors(page)
    assert "应当是日期" in errors(page)


def test_hours_are_edited_in_the_list(manager: Client) -> None:
    path = "/admin/branch/openinghours/"
    sent = toggle(manager, path)
    sent["form-0-closes"] = "08:00"
    page = manager.post(path, sent)
    assert "关门时间应晚于开门时间" in page.content.decode()
    sent["form-0-closes"] = "17:30"
    assert manager.post(path, sent).status_code == 302
    assert OpeningHours.objects.filter(closes__hour=17, closes__minute=30).count() == 1


def upload(manager: Client, text: str, encoding: str = "utf-8-sig") -> Any:
    file = SimpleUploadedFile("faq.csv", text.encode(encoding), "text/csv")
    return manager.post(f"{FAQ}/import/", {"import_file": file, "format": "0", "resource": ""})


def confirm(manager: Client, page: Any) -> Any:
    form = page.context["confirm_form"]
    return manager.post(f"{FAQ}/process_import/", {b.html_name: b.value() for b in form})


HEAD = "编号,标题,问法,口播回答,屏幕文字,卡片,启用\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_a_table_from_excel_is_imported(manager: Client, encoding: str) -> None:
    before = number()
    rows = (
        'umbrella,怎么借雨伞,"能借伞吗\n有没有雨伞",在大堂经理台借。,在大堂经理台登记。,place:manager_desk,是\n'
        'parking,停车在哪,"停车场在哪\n能停车吗",院里能停。,院里有十个车位。,,否\n'
    )
    page = upload(manager, HEAD + rows, encoding)
    assert page.status_code == 200
    assert "confirm_form" in page.context, page.content.decode()
    assert number() == before
    assert not Faq.objects.filter(pk="umbrella").exists()
    assert confirm(manager, page).status_code == 302
    made = Faq.objects.get(pk="umbrella")
    assert made.phrasings == ["能借伞吗", "有没有雨伞"]
    assert made.card == {"type": "place", "value": "manager_desk"}
    changed = Faq.objects.get(pk="parking")
    assert not changed.enabled
    assert changed.version == 2
    assert number() == before + 1


def test_faults_of_rows_are_told_in_chinese_and_nothing_is_written(manager: Client) -> None:
    before = number()
    taken = Faq.objects.get(pk="card_lost").phrasings[0]
    page = upload(
        manager,
        HEAD
        + f"bad_one,怎么借伞,{taken},能借。,能借。,,是\n"
        + f"bad_two,怎么借伞,能借伞吗,{'长' * 61},能借。,,是\n"
        + "bad_three,怎么借伞,借伞,能借。,能借。,restroom,是\n"
        + "good_one,怎么借伞,借把伞,能借。,能借。,,是\n",
    )
    text = page.content.decode()
    assert "confirm_form" not in page.context
    assert "已经属于" in text
    assert "类型:内容" in text
    result = page.context["result"]
    assert len(result.invalid_rows) == 3
    assert number() == before
    assert not Faq.objects.filter(pk="good_one").exists()


def test_two_rows_of_a_table_cannot_share_a_phrasing(manager: Client) -> None:
    page = upload(
        manager, HEAD + "one,怎么借伞,借伞,能。,能。,,\n" + "two,借伞在哪,借伞？,能。,能。,,\n"
    )
    assert "已经属于" in page.content.decode()


def test_an_export_can_be_imported_again_without_a_change(manager: Client) -> None:
    sent = {"format": "0", "resource": ""}
    page = manager.get(f"{FAQ}/export/")
    for bound in page.context["form"]:
        if bound.html_name not in sent and bound.value() is not None:
            sent[bound.html_name] = "on" if bound.value() is True else bound.value()
    answer = manager.post(f"{FAQ}/export/", sent)
    assert answer.status_code == 200
    assert answer.content.startswith("﻿编号,".encode())
    before = number()
    again = upload(manager, answer.content.decode("utf-8-sig"))
    assert "confirm_form" in again.context
    assert {row.import_type for row in again.context["result"].rows} == {"skip"}
    assert confirm(manager, again).status_code == 302
    assert number() == before
