"""Kaldi's binary acoustic model: transition model and nnet3 network in one file (am/final.mdl).

Every phone is one state with a self-loop, so phone p (from 1) owns two transition ids: `stay(p)` and
`leave(p)`, which the decoding graph is labelled with.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]


def stay(phone: int) -> int:
    """Transition id of a phone that goes on for another frame."""
    return 2 * phone - 1


def leave(phone: int) -> int:
    """Transition id of a phone's last frame."""
    return 2 * phone


@dataclass(frozen=True)
class Layer:
    """One affine layer: output = weights @ input + bias."""

    weights: Array
    """(outputs, inputs)"""
    bias: Array
    """(outputs,)"""


@dataclass(frozen=True)
class Network:
    """A plain feed-forward network on spliced frames, with rectifiers between its layers."""

    layers: Sequence[Layer]
    offsets: Sequence[int]
    """Input frames that one output frame sees, relative to its own, ascending."""
    log_softmax: bool
    """Whether outputs are normalised to log probabilities."""
    priors: Sequence[float] = ()
    """How often each output occurs; its log is subtracted while decoding. Empty: nothing is."""


def write(path: Path, network: Network, outputs_of_phones: Sequence[int]) -> None:
    """`outputs_of_phones[i]` is the network's output that phone i+1 is scored with."""
    body = b"\0B" + _transitions(outputs_of_phones) + _nnet(network)
    context = b"<LeftContext> %b<RightContext> %b" % (
        _int(max(0, -network.offsets[0])),
        _int(max(0, network.offsets[-1])),
    )
    path.write_bytes(body + context + b"<Priors> " + _vector(network.priors))


def _transitions(outputs: Sequence[int]) -> bytes:
    count = len(outputs)
    topology = _ints(range(1, count + 1)) + _ints([-1] + [0] * count) + _int(1)
    # One entry: state 0 scores with pdf class 0, stays or leaves with probability 1/2; state 1 is final.
    entry = _int(2) + _int(0) + _int(2) + _int(0) + _float(0.5) + _int(1) + _float(0.5)
    entry += _int(-1) + _int(0)
    triples = b"".join(_int(i + 1) + _int(0) + _int(pdf) for i, pdf in enumerate(outputs))
    return b"".join(
        [
            b"<TransitionModel> <Topology> " + topology + entry + b"</Topology> ",
            b"<Triples> " + _int(count) + triples + b"</Triples> ",
            b"<LogProbs> " + _vector([0.0] + [np.log(0.5)] * 2 * count) + b"</LogProbs> ",
            b"</TransitionModel> ",
        ]
    )


def _nnet(network: Network) -> bytes:
    splice = ", ".join(f"Offset(input, {k})" if k else "input" for k in network.offsets)
    source = f"Append({splice})" if len(network.offsets) > 1 else splice
    features = network.layers[0].weights.shape[1] // len(network.offsets)
    nodes = [f"input-node name=input dim={features}"]
    components: list[bytes] = []

    def add(name: str, body: bytes) -> None:
        nonlocal source
        nodes.append(f"component-node name={name} component={name} input={source}")
        components.append(b"<ComponentName> " + name.encode() + b" " + body)
        source = name

    for number, layer in enumerate(network.layers):
        add(
            f"affine{number}",
            b"<FixedAffineComponent> <LinearParams> "
            + _matrix(layer.weights)
            + b"<BiasParams> "
            + _vector(layer.bias)
            + b"</FixedAffineComponent> ",
        )
        if number + 1 < len(network.layers):
            add(f"relu{number}", _nonlinear(b"RectifiedLinearComponent", len(layer.bias)))
        elif network.log_softmax:
            add("logsoftmax", _nonlinear(b"LogSoftmaxComponent", len(layer.bias)))
    nodes.append(f"output-node name=output input={source} objective=linear")
    config = "\n".join(nodes).encode()
    head = b"<Nnet3> \n" + config + b"\n\n<NumComponents> " + _int(len(components))
    return head + b"".join(components) + b"</Nnet3> "


def _nonlinear(kind: bytes, size: int) -> bytes:
    statistics = (
        b"<ValueAvg> " + _vector([]) + b"<DerivAvg> " + _vector([]) + b"<Count> " + _float(0)
    )
    return b"<%b> <Dim> " % kind + _int(size) + statistics + b"</%b> " % kind


def _int(number: int) -> bytes:
    return b"\4" + struct.pack("<i", number)


def _float(number: float) -> bytes:
    return b"\4" + struct.pack("<f", number)


def _ints(numbers: Sequence[int]) -> bytes:
    return b"\4" + struct.pack(f"<i{len(numbers)}i", len(numbers), *numbers)


def _vector(numbers: Sequence[float] | Array) -> bytes:
    return b"FV " + _int(len(numbers)) + np.asarray(numbers, "<f4").tobytes()


def _matrix(rows: Array) -> bytes:
    header = b"FM " + _int(rows.shape[0]) + _int(rows.shape[1])
    return header + np.ascontiguousarray(rows, "<f4").tobytes()
