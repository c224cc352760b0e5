"""Every driver there is, by the name that the configuration uses. Importing this loads no library."""

from __future__ import annotations

from robot.ports.base import MobileBase
from robot.ports.camera import Camera
from robot.ports.drivers import Drivers
from robot.ports.faults import (
    BaseFault,
    CameraFault,
    MicrophoneFault,
    PrinterFault,
    RecognizerFault,
    SightFault,
    SpeakerFault,
    SpeechDetectorFault,
    SynthesizerFault,
)
from robot.ports.microphone import Microphone
from robot.ports.printer import Printer
from robot.ports.recognition import Recognizer
from robot.ports.sight import Sight
from robot.ports.speaker import Speaker
from robot.ports.speech import SpeechDetector
from robot.ports.synthesis import Synthesizer

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
SPEECH_DETECTORS: Drivers[SpeechDetector] = Drivers(
    SpeechDetectorFault,
    {
        "silero": "hardware.detectors.silero:SileroDetector",
        "webrtc": "hardware.detectors.webrtc:WebRtcDetector",
    },
)
RECOGNIZERS: Drivers[Recognizer] = Drivers(
    RecognizerFault, {"vosk": "hardware.recognizers.vosk_recognizer:VoskRecognizer"}
)
SYNTHESIZERS: Drivers[Synthesizer] = Drivers(
    SynthesizerFault,
    {"pyttsx3": "hardware.synthesizers.pyttsx3_synthesizer:Pyttsx3Synthesizer"},
)
CAMERAS: Drivers[Camera] = Drivers(CameraFault, {"opencv": "hardware.cameras.opencv:OpenCvCamera"})
SIGHTS: Drivers[Sight] = Drivers(SightFault, {"opencv": "hardware.sights.opencv:OpenCvSight"})
BASES: Drivers[MobileBase] = Drivers(
    BaseFault,
    {
        "simulated": "hardware.bases.simulated:SimulatedBase",
        "ros": "hardware.bases.rosbridge:RosBase",
    },
)
PRINTERS: Drivers[Printer] = Drivers(
    PrinterFault,
    {
        "network": "hardware.printers.escpos:network",
        "usb": "hardware.printers.escpos:usb",
        "serial": "hardware.printers.escpos:serial",
        "file": "hardware.printers.escpos:file",
    },
)
