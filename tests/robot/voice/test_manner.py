from __future__ import annotations

from robot.voice.manner import Manner


def test_louder_and_softer_have_ends() -> None:
    manner = Manner()
    usual = manner.volume
    for _ in range(9):
        manner.adjust("louder")
    assert usual < manner.volume == 1.0
    for _ in range(9):
        manner.adjust("softer")
    assert 0.0 < manner.volume < usual


def test_slower_and_faster_stay_within_what_is_understood() -> None:
    manner = Manner()
    for _ in range(9):
        manner.adjust("slower")
    assert 0.5 <= manner.speed < 1.0
    for _ in range(9):
        manner.adjust("faster")
    assert 1.0 < manner.speed <= 2.0


def test_a_silenced_robot_speaks_again_as_loud_as_before() -> None:
    manner = Manner()
    usual = manner.volume
    manner.adjust("mute")
    assert manner.muted
    manner.adjust("louder")
    assert (manner.muted, manner.volume) == (False, usual)


def test_anew_is_as_usual_and_the_unknown_changes_nothing() -> None:
    manner = Manner()
    manner.adjust("sideways")
    assert manner == Manner()
    for direction in ("softer", "faster", "mute"):
        manner.adjust(direction)
    manner.anew()
    assert manner == Manner()
