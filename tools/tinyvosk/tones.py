"""A vosk model of 3 kB, written at once: each word is a sequence of pure tones."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from tools.tinyvosk.acoustic_model import Layer, Network, leave, stay, write
from tools.tinyvosk.fst import Fst

TONES = (500, 900, 1400, 2100, 3000, 4200)
"""Hz."""
TONE_SECONDS = 0.2
"""How long one tone of a word is to sound."""
WORDS: Mapping[str, tuple[int, ...]] = {
    "取号": (0, 1),
    "你好": (1, 0),
    "办理": (2, 3),
    "存款": (3, 2),
    "理财": (4, 5),
    "一号": (5, 4),
    "窗口": (0, 2),
    "谢谢": (2, 0),
}
"""The words of the model: places in TONES."""
BINS, LOW, HIGH = 20, 20.0, 7600.0
SILENCE = 1
"""The first phone; tone k is phone k + 2."""
WORD_COST = 2.0
FEATURES = f"""--sample-frequency=16000
--num-mel-bins={BINS}
--low-freq={LOW:.0f}
--high-freq={HIGH:.0f}
--use-energy=false
--dither=0
"""
DECODING = """--min-active=200
--max-active=3000
--beam=13
--lattice-beam=4
--acoustic-scale=1.0
--frame-subsampling-factor=3
--endpoint.silence-phones=1
--endpoint.rule1.min-trailing-silence=5.0
--endpoint.rule2.min-trailing-silence=0.5
--endpoint.rule3.min-trailing-silence=0.75
--endpoint.rule4.min-trailing-silence=1.0
"""


def write_model(folder: Path) -> Path:
    """Write the model; `folder` is then what vosk loads."""
    for name in ("am", "conf", "graph"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    network = Network([_scores()], offsets=[0], log_softmax=False)
    write(folder / "am" / "final.mdl", network, list(range(1 + len(TONES))))
    (folder / "conf" / "fbank.conf").write_text(FEATURES)
    (folder / "conf" / "model.conf").write_text(DECODING)
    symbols = ["<eps>", *WORDS, "[unk]", "#0"]
    lines = "".join(f"{symbol} {number}\n" for number, symbol in enumerate(symbols))
    (folder / "graph" / "words.txt").write_text(lines, encoding="utf-8")
    _graph({word: symbols.index(word) for word in WORDS}).write(folder / "graph" / "HCLG.fst")
    return folder


def _mel(hertz: float) -> float:
    return float(1127 * np.log(1 + hertz / 700))


def _scores() -> Layer:
    """A tone scores by its band's energy above the mean, silence by little energy in all bands."""
    step = (_mel(HIGH) - _mel(LOW)) / (BINS + 1)
    centres = _mel(LOW) + step * np.arange(1, BINS + 1)
    weights = np.zeros((1 + len(TONES), BINS), np.float32)
    bias = np.zeros(1 + len(TONES), np.float32)
    weights[0, :] = -0.25 / BINS
    bias[0] = 3.0
    for number, hertz in enumerate(TONES):
        weights[number + 1, :] = -0.25 / BINS
        weights[number + 1, np.abs(centres - _mel(hertz)).argmin()] += 0.5
    return Layer(weights, bias)


def _graph(numbers: Mapping[str, int]) -> Fst:
    """Silence, and words of which each must be followed by silence."""
    graph = Fst()
    graph.arc(0, 0, leave(SILENCE))
    graph.final(0)
    for word, tones in WORDS.items():
        state = 0
        for place, tone in enumerate(tones):
            phone = tone + 2
            after = graph.state()
            first = place == 0
            said, cost = (numbers[word], WORD_COST) if first else (0, 0.0)
            graph.arc(state, after, leave(phone), said, cost)
            graph.arc(after, after, stay(phone))
            state = after
        graph.arc(state, 0, leave(SILENCE))
    return graph
