"""docs/dialogue.md is what the data says."""

from __future__ import annotations

import pytest

from tools import dialogue_map


def test_the_map_is_current() -> None:
    assert dialogue_map.TARGET.read_text(encoding="utf-8") == dialogue_map.render(), (
        "run `make docs`"
    )


def test_every_intent_form_and_step_of_the_rules_is_drawn() -> None:
    text = dialogue_map.render()
    rules = dialogue_map.read_rules(dialogue_map.read_yaml("nlu/data/rules.yml")["rules"])
    domain = dialogue_map.read_yaml("domain.yml")
    for intent in domain["intents"]:
        assert f"([{next(iter(intent))}])" in text
    for rule in rules:
        for step in rule.steps:
            assert f"[{step}]" in text or f"{{{{{step}}}}}" in text
    for form in domain["forms"].values():
        for slot in form["required_slots"]:
            assert f"[{slot}]" in text
    assert text.count("```mermaid") >= 15


def test_every_action_of_the_domain_is_found_in_the_code() -> None:
    modules = dialogue_map.read_modules(dialogue_map.ROOT / "actions")
    found = {action.name: action for module in modules.values() for action in module.actions}
    assert set(dialogue_map.read_yaml("domain.yml")["actions"]) == set(found)
    assert all(action.purpose for action in found.values())
    assert "utter_wait_own_long" in found["action_wait"].says
    assert "ticket" in found["action_wait"].goes_on


def test_a_map_that_is_behind_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dialogue_map, "TARGET", tmp_path / "dialogue.md")
    (tmp_path / "dialogue.md").write_text("old", encoding="utf-8")
    assert dialogue_map.main(["--check"]) == 1
    assert "make docs" in capsys.readouterr().out
