"""Which voice is taken on which system, from lists as pyttsx3 gives them there."""

from __future__ import annotations

import pytest

from hardware.synthesizers.voices import Voice, english, mandarin

ESPEAK = [
    Voice("sit/cmn", "Chinese (Mandarin, latin as English)", ("cmn",)),
    Voice("sit/cmn-latn-pinyin", "Chinese (Mandarin, latin as Pinyin)", ("cmn-latn-pinyin",)),
    Voice("gmw/en-029", "English (Caribbean)", ("en-029",)),
    Voice("gmw/en", "English (Great Britain)", ("en-gb",)),
    Voice("gmw/en-us", "English (America)", ("en-us",)),
]
TOKENS = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Speech\Voices\Tokens\TTS_MS_"
SAPI = [
    Voice(f"{TOKENS}DE-DE_HEDDA_11.0", "Microsoft Hedda Desktop - German", ("de-DE",)),
    Voice(f"{TOKENS}ZH-CN_HUIHUI_11.0", "Microsoft Huihui Desktop - Chinese", ("zh-CN",)),
    Voice(f"{TOKENS}EN-GB_HAZEL_11.0", "Microsoft Hazel Desktop - English", ("en-GB",)),
    Voice(f"{TOKENS}EN-US_ZIRA_11.0", "Microsoft Zira Desktop - English", ("en-US",)),
]
APPLE = "com.apple.speech.synthesis.voice."
NSSS = [
    Voice(f"{APPLE}Albert", "Albert", ("en_US",)),
    Voice(f"{APPLE}Alice", "Alice", ("it_IT",)),
    Voice(f"{APPLE}Bells", "Bells", ("en_US",)),
    Voice(f"{APPLE}Fred", "Fred", ("en_US",)),
    Voice(f"{APPLE}sin-ji", "Sin-ji", ("zh_HK",)),
    Voice("com.apple.voice.compact.en-US.Samantha", "Samantha", ("en_US",)),
    Voice("com.apple.voice.compact.zh-CN.Tingting", "Tingting", ("zh_CN",)),
]


@pytest.mark.parametrize(
    ("voices", "chinese", "foreign"),
    [
        (ESPEAK, "sit/cmn", "gmw/en-us"),
        (ESPEAK[:4], "sit/cmn", "gmw/en"),
        (ESPEAK[:2], "sit/cmn", ""),
        (SAPI, SAPI[1].id, SAPI[3].id),
        (SAPI[:3], SAPI[1].id, SAPI[2].id),
        (SAPI[:1], "", ""),
        (NSSS, NSSS[6].id, NSSS[5].id),
        (NSSS[:5], "", NSSS[3].id),
        ([], "", ""),
    ],
)
def test_the_voice_of_each_language(voices: list[Voice], chinese: str, foreign: str) -> None:
    assert (mandarin(voices), english(voices)) == (chinese, foreign)
