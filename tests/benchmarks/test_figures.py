"""Figures, tables and the page made of a few judged utterances."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.evaluate import as_json, errors, overlap, save, untaught
from benchmarks.figures import figures
from benchmarks.parses import REFUSED, Parse, read
from benchmarks.report import HEADLINES, html, tables, text
from tests.data.heldout import Entity, Utterance

SAID = (
    Utterance("我要取三万", "take_ticket", (Entity("amount", 30000),)),
    Utterance("卡丢了咋整", "faq", (), "card_lost"),
    Utterance("密码忘光了", "faq", (), "pin_forgotten"),
    Utterance("今晚球赛谁赢", REFUSED, ()),
)


def parse(text: str, intent: str, sure: float, **more: Any) -> Parse:
    given = {"entities": (), "faq": None, "ranking": (), "ms": 2.0, **more}
    return Parse(text, intent, sure, **given)


PARSES = (
    parse("我要取三万", "take_ticket", 0.9, entities=(("amount", 30000.0),)),
    parse("卡丢了咋整", "faq", 0.8, faq="card_lost", ranking=("card_lost", "pin_forgotten")),
    parse("密码忘光了", "faq", 0.6, faq="card_lost", ranking=("card_lost", "pin_forgotten")),
    parse("今晚球赛谁赢", "chitchat", 0.3, ms=4.0),
)


def test_figures_of_a_reading() -> None:
    found = figures(SAID, PARSES)
    assert found.count == 4
    assert found.intent_accuracy == 0.75
    assert found.macro_f1 == pytest.approx(2 / 3)
    assert (found.faq_count, found.faq_top1, found.faq_top3, found.faq_mrr) == (2, 0.5, 1.0, 0.75)
    assert (found.faq_answered, found.faq_misled, found.faq_intruded) == (0.5, 0.5, 0.0)
    assert (found.out_of_scope_recall, found.false_rejects) == (0.0, 0.0)
    assert found.entity.f1 == 1.0
    assert found.confusions == [((REFUSED, "chitchat"), 1)]
    assert found.p95_ms == 4.0
    refused = next(point for point in found.refusals if point.threshold == 0.35)
    assert (refused.recall, refused.false_rejects) == (1.0, 0.0)


def test_an_utterance_that_was_learnt_is_found_whatever_its_spelling() -> None:
    learnt = ["卡丢了咋整？", "别的话"]
    assert overlap(SAID, learnt) == ["卡丢了咋整"]
    assert untaught(SAID, PARSES, overlap(SAID, learnt)).count == 3


def test_errors_name_every_fault_of_an_utterance_once() -> None:
    assert errors(SAID, PARSES) == [
        "密码忘光了 | faq pin_forgotten -> card_lost pin_forgotten; answered with card_lost",
        "今晚球赛谁赢 | intent out_of_scope -> chitchat (0.30)",
    ]


def test_the_report_is_one_page_that_needs_nothing_else(tmp_path: Path) -> None:
    readings = {"clean": figures(SAID, PARSES), "noisy": figures(SAID, PARSES)}
    save(tmp_path, SAID, {"clean": PARSES}, readings, ["a note with <angles>"], listed=True)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "a note with &lt;angles&gt;" in page
    assert page.count("data:image/png;base64,") == 4 == len(list(tmp_path.glob("*.png")))
    assert "http" not in page.replace("http-equiv", "")
    kept = json.loads((tmp_path / "figures.json").read_text())
    assert kept["clean"]["intent_accuracy"] == 0.75
    assert kept["clean"]["entity"]["f1"] == 1.0
    assert "== clean" in (tmp_path / "errors.txt").read_text(encoding="utf-8")


def test_frozen_sentences_are_not_listed(tmp_path: Path) -> None:
    save(tmp_path, SAID, {"clean": PARSES}, {"clean": figures(SAID, PARSES)}, [], listed=False)
    assert not (tmp_path / "errors.txt").exists()
    kept = "".join(path.read_text() for path in tmp_path.iterdir() if path.suffix != ".png")
    assert kept
    assert not any(each.text in kept for each in SAID)


def test_the_first_table_tells_every_headline_of_every_reading() -> None:
    reading = figures(SAID, PARSES)
    heading, names, rows = tables({"clean": reading, "noisy": reading})[0]
    assert names == ["figure", "clean", "noisy"]
    assert [row[0] for row in rows] == list(HEADLINES)
    assert ["intent accuracy", "75.0 %", "75.0 %"] in rows
    shown = text((heading, names, rows)).splitlines()
    assert len({len(line) for line in shown[1 : 2 + len(rows)]}) == 1
    assert html([], [(heading, names, rows)], []).count("<tr>") == 1 + len(rows)


def test_json_has_shares_beside_counts() -> None:
    data = as_json(figures(SAID, PARSES))
    assert data["intents"]["faq"]["recall"] == 1.0
    assert data["confusions"] == [[REFUSED, "chitchat", 1]]
    json.dumps(data)


def test_a_stock_parse_reads_like_ours() -> None:
    stock = {
        "intent": {"name": "faq", "confidence": 0.7},
        "entities": [{"entity": "place", "value": "exit", "start": 0}],
        "response_selector": {
            "default": {"ranking": [{"intent_response_key": "faq/card_lost", "confidence": 0.9}]}
        },
    }
    assert read("x", stock, 1.0) == Parse(
        "x", "faq", 0.7, (("place", "exit"),), None, ("card_lost",), 1.0
    )
    assert read("x", {"intent": {"name": "nlu_fallback", "confidence": 0.4}}, 1.0).intent == REFUSED
    ours = {"intent": {"name": "faq", "confidence": 1.0}, "faq": "a", "faq_ranking": [{"id": "a"}]}
    assert (read("x", ours, 1.0).faq, read("x", ours, 1.0).ranking) == ("a", ("a",))
