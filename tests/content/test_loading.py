"""Reading a folder: what is missing, broken or strange in it is said, all at once."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from content import Content, ContentError, load
from content.__main__ import main
from tests.content.conftest import Copy


def test_the_copy_is_sound(copy: Copy) -> None:
    assert load(copy.folder).branch.name == "示范支行"


def test_an_empty_folder_names_each_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load(tmp_path)
    assert {problem.file for problem in caught.value.problems} == {
        "branch.yml",
        "floor.yml",
        "services.yml",
        "categories.yml",
        "businesses.yml",
        "facilities.yml",
        "holidays.yml",
    }
    assert caught.value.code == "content_invalid"
    assert not caught.value.retryable


def test_all_problems_are_reported_at_once(copy: Copy) -> None:
    copy.edit("branch.yml", lambda raw: raw.update(demo="maybe", colour="red"))
    copy.edit("services.yml", lambda raw: raw["services"][1].update(letter="A"))
    copy.edit("floor.yml", lambda raw: raw["robot"].update(x="left", heading="north"))
    faults = {problem.entry for problem in copy.problems()}
    assert {"branch.demo", "branch.colour", "floor.robot.x", "floor.robot.heading"} <= faults


def test_an_unreadable_entry_is_not_blamed_on_those_who_name_it(copy: Copy) -> None:
    copy.edit("services.yml", lambda raw: raw["services"][0].update(prior_minutes="quick"))
    problems = copy.problems()
    assert [problem.entry for problem in problems] == ["cash.prior_minutes"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("code: [", "not valid YAML"),
        ("code: a\ncode: b\n", "'code' is written twice"),
        ("- a\n", "is not a mapping"),
        ("# nothing yet\n", "is empty"),
        ("? [a]\n: b\n", "not valid YAML"),
    ],
)
def test_a_file_that_is_no_mapping_is_refused(copy: Copy, text: str, fault: str) -> None:
    for file in ("branch.yml", "services.yml"):
        (copy.folder / file).write_text(text, encoding="utf-8")
        found = [problem for problem in copy.problems() if problem.file == file]
        assert any(fault in problem.fault for problem in found), found


def test_a_file_in_another_encoding_is_refused(copy: Copy) -> None:
    (copy.folder / "branch.yml").write_bytes("名称: 支行".encode("gb18030"))
    problems = [problem for problem in copy.problems() if problem.file == "branch.yml"]
    assert "cannot be read" in problems[0].fault


def test_values_mean_what_is_written(copy: Copy) -> None:
    """YAML's own reading would make 13:30 the number 810 and 0571 an octal one."""
    copy.edit("branch.yml", lambda raw: raw.update(phone="0571"))
    text = (copy.folder / "branch.yml").read_text(encoding="utf-8")
    text = text.replace("'13:30'", "13:30").replace("'0571'", "0571")
    (copy.folder / "branch.yml").write_text(text, encoding="utf-8")
    branch = load(copy.folder).branch
    assert branch.phone == "0571"
    assert branch.hours[3].opens == datetime.time(13, 30)


def test_money_is_exact(sample: Content) -> None:
    product = next(product for product in sample.products if product.code == "td_1y")
    assert product.rate is not None
    assert product.rate.value == Decimal("0.95")
    assert product.minimum_amount == Decimal(50)


def test_the_command_sums_up_or_lists(copy: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(copy.folder)]) == 0
    assert "29 businesses" in capsys.readouterr().out
    copy.edit("branch.yml", lambda raw: raw.update(colour="red"))
    assert main(["check", str(copy.folder)]) == 1
    shown = capsys.readouterr().out
    assert "branch.yml: branch.colour: unknown key; remove it" in shown
    assert shown.endswith("1 problem(s)\n")
