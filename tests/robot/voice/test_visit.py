from __future__ import annotations

import pytest

from robot.voice.visit import Patience, Quiet, Visit

PATIENCE = Patience()


@pytest.mark.parametrize(
    ("visit", "silence", "gone", "means"),
    [
        (Visit(), 19.0, False, None),
        (Visit(), 20.0, False, Quiet.END),
        (Visit(spoke=True), 24.0, False, None),
        (Visit(spoke=True), 25.0, False, Quiet.ASK),
        (Visit(spoke=True, asked=True), 19.0, False, None),
        (Visit(spoke=True, asked=True), 20.0, False, Quiet.FAREWELL),
        (Visit(touched=True), 60.0, False, None),
        (Visit(touched=True), 90.0, False, Quiet.END),
        (Visit(spoke=True, touched=True), 25.0, False, Quiet.ASK),
        (Visit(spoke=True, parting=True), 3.0, False, None),
        (Visit(spoke=True, parting=True), 4.0, False, Quiet.END),
        (Visit(spoke=True), 4.0, True, None),
        (Visit(spoke=True), 5.0, True, Quiet.END),
    ],
)
def test_what_silence_means(visit: Visit, silence: float, gone: bool, means: Quiet | None) -> None:
    assert visit.quiet(silence, PATIENCE, gone) is means


def test_a_sign_of_life_takes_back_question_and_goodbye() -> None:
    visit = Visit(spoke=True, asked=True, parting=True)
    visit.stir(100.0)
    assert visit.quiet(110.0, PATIENCE, gone=False) is None
    assert (visit.asked, visit.parting) == (False, False)
