"""What happens to sound devices in a lobby: each fault is noticed, and mended when it can be."""

from __future__ import annotations

import pytest

from hardware.catalogue import MICROPHONES, SPEAKERS
from robot.ports.faults import Reason, SpeakerFault
from robot.ports.reopening import Pauses, Reopening
from robot.ports.steady import SteadyMicrophone, SteadySpeaker
from tests.audio.tones import strongest, tone
from tests.audio.virtual import VirtualAudio
from tests.hardware.live import (
    LOUDSPEAKER,
    MIC,
    PATIENCE,
    fault_of,
    hear,
    hear_steadily,
    plays,
    until,
    until_heard,
)


def test_an_unplugged_microphone_is_noticed_and_never_the_loudspeaker_heard(
    breakable: VirtualAudio,
) -> None:
    microphone, speaker = MICROPHONES.open(MIC), SPEAKERS.open(LOUDSPEAKER)
    hear(microphone, 0.1)
    breakable.unplug_microphone()
    fault = fault_of(lambda: microphone.read(0.1))
    assert fault.reason is Reason.MOVED
    assert "麦克风" in fault.message
    microphone.close()
    speaker.close()


def test_a_muted_microphone_is_noticed_and_heard_again(
    breakable: VirtualAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its stream lives and delivers, and no quiet room is taken for it."""
    monkeypatch.setattr("robot.ports.muted.MUTED_AFTER", 1.0)
    microphone = SteadyMicrophone(Reopening(MICROPHONES.factory(MIC)))
    hear_steadily(microphone, 2.5)
    assert microphone.health().works
    breakable.mute_microphone()
    until(lambda: microphone.read(0.2) is not None and not microphone.health().works)
    fault = microphone.health().fault
    assert fault is not None
    assert fault.code == "microphone_muted"
    breakable.mute_microphone(False)
    until(lambda: microphone.read(0.2) is not None and microphone.health().works)
    assert microphone.health().reopened == 0
    microphone.close()


def test_a_killed_sound_server_is_noticed_by_both(
    breakable: VirtualAudio,
) -> None:
    microphone, speaker = MICROPHONES.open(MIC), SPEAKERS.open(LOUDSPEAKER)
    hear(microphone, 0.1)
    breakable.kill()
    assert fault_of(lambda: microphone.read(0.1)).code == "microphone_lost"
    assert fault_of(lambda: speaker.play(tone(500, 0.1))).code == "speaker_lost"
    microphone.close()
    speaker.close()


def test_both_come_back_when_the_server_does(breakable: VirtualAudio) -> None:
    told: list[str] = []
    microphone = SteadyMicrophone(
        Reopening(
            MICROPHONES.factory(MIC),
            pauses=Pauses(0.1, 1.5, 0.5),
            changed=lambda fault: told.append(fault.code if fault else "works"),
        )
    )
    speaker = SteadySpeaker(Reopening(SPEAKERS.factory(LOUDSPEAKER), pauses=Pauses(0.1, 1.5, 0.5)))
    until_heard(microphone)
    speaker.play(tone(500, 0.1))
    assert speaker.wait(PATIENCE)
    breakable.kill()
    until(lambda: microphone.read(0.05) is None and microphone.health().fault is not None)
    with pytest.raises(SpeakerFault):
        speaker.play(tone(500, 0.1))
    breakable.start()
    until_heard(microphone)
    mark = breakable.heard.mark()
    until(lambda: plays(speaker, tone(700, 0.3)))
    assert strongest(breakable.heard.since(mark)) == pytest.approx(700, abs=10)
    assert microphone.health().works
    assert microphone.health().reopened >= 1
    assert told[0] == "microphone_lost"
    assert told[-1] == "works"
    microphone.close()
    speaker.close()


def test_a_microphone_that_is_plugged_in_again_works_again(breakable: VirtualAudio) -> None:
    microphone = SteadyMicrophone(Reopening(MICROPHONES.factory(MIC), pauses=Pauses(0.1, 1.5, 0.5)))
    until_heard(microphone)
    breakable.unplug_microphone()
    until(lambda: microphone.read(0.05) is None and not microphone.health().works)
    breakable.plug_microphone()
    until_heard(microphone)
    with breakable.saying(tone(600, 0.5)):
        heard = hear_steadily(microphone, 1.0)
    assert strongest(heard) == pytest.approx(600, abs=8)
    microphone.close()
