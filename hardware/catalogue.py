"""Every driver there is, by the name that the configuration uses. Importing this loads no library."""

from __future__ import annotations

from robot.ports.drivers import Drivers
from robot.ports.faults import MicrophoneFault, SpeakerFault
from robot.ports.microphone import Microphone
from robot.ports.speaker import Speaker

MICROPHONES: Drivers[Microphone] = Drivers(
    MicrophoneFault,
    {
        "sounddevice": "hardware.microphones.portaudio:PortAudioMicrophone",
        "wav": "hardware.microphones.wav:WavMicrophone",
    },
)
SPEAKERS: Drivers[Speaker] = Drivers(
    SpeakerFault,
    {
        "sounddevice": "hardware.speakers.portaudio:PortAudioSpeaker",
        "wav": "hardware.speakers.wav:WavSpeaker",
    },
)
