"""The decoding graph in two parts that vosk puts together while it listens: words, and their order.

So the model takes grammars at run time, as the vendor's small models do.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tools.tinyvosk.acoustic_model import leave, stay
from tools.tinyvosk.fst import Fst
from tools.tinyvosk.phrases import Pronunciation, Words

SILENCE_PHONE = "SIL"
NOISE_PHONE = "SPN"
"""One trained phone stands for all unknown speech: a loop of all phones makes lattices explode."""
UNKNOWN = "[unk]"


def position(place: int, length: int) -> str:
    """Kaldi's word positions: begin, internal, end, singleton."""
    if length == 1:
        return "S"
    if place == 0:
        return "B"
    return "E" if place + 1 == length else "I"


def words_graph(
    lexicon: dict[str, list[Pronunciation]],
    words: dict[str, int],
    phones: dict[str, int],
    unknown_cost: float,
) -> Fst:
    """Transition ids to words: any words in any order, silence allowed between them (HCLr.fst)."""
    graph = Fst()
    start, loop, silence = 0, graph.state(), graph.state()

    def phone(source: int, name: str, said: int = 0, cost: float = 0.0) -> int:
        target = graph.state()
        graph.arc(source, target, leave(phones[name]), said, cost)
        graph.arc(target, target, stay(phones[name]))
        return target

    def finish(state: int) -> None:
        graph.arc(state, loop)
        graph.arc(state, silence, leave(phones[SILENCE_PHONE]))

    graph.arc(silence, silence, stay(phones[SILENCE_PHONE]))
    graph.arc(silence, loop)
    finish(start)
    graph.final(loop)
    for word, pronunciations in lexicon.items():
        for pronunciation in pronunciations:
            state = loop
            for place, name in enumerate(pronunciation):
                said = words[word] if place == 0 else 0
                state = phone(state, f"{name}_{position(place, len(pronunciation))}", said)
            finish(state)
    finish(phone(loop, f"{NOISE_PHONE}_S", words[UNKNOWN], unknown_cost))
    return graph


def phrases_graph(phrases: Iterable[Words], words: dict[str, int]) -> Fst:
    """One phrase, all alike, or a run of what is unknown, or nothing (Gr.fst)."""
    phrases = list(phrases)
    graph = Fst()
    nodes: dict[Words, int] = {(): 0}
    for phrase in phrases:
        for end in range(1, len(phrase) + 1):
            if phrase[:end] not in nodes:
                nodes[phrase[:end]] = graph.state()
                cost = float(np.log(len(phrases))) if end == 1 else 0.0
                number = words[phrase[end - 1]]
                graph.arc(nodes[phrase[: end - 1]], nodes[phrase[:end]], number, number, cost)
        graph.final(nodes[phrase])
    unknown = graph.state()
    number = words[UNKNOWN]
    graph.arc(0, unknown, number, number)
    graph.arc(unknown, unknown, number, number)
    graph.final(unknown)
    graph.final(0)
    return graph
