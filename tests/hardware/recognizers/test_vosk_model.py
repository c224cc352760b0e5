"""Every way in which a model can be missing, incomplete or damaged is told apart and named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hardware.recognizers import vosk_model
from robot.ports.faults import Reason, RecognizerFault


def reason_of(folder: Path) -> Reason:
    with pytest.raises(RecognizerFault) as caught:
        vosk_model.try_out(vosk_model.find(folder))
    assert str(folder) in caught.value.message
    return caught.value.reason


def test_a_whole_model_is_found_and_loads(model: Path) -> None:
    found = vosk_model.find(model)
    vosk_model.try_out(found)
    assert found.folder == model
    assert found.bytes < 5000
    assert not found.takes_grammar


def test_the_folder_of_an_unpacked_archive_is_found(model: Path, tmp_path: Path) -> None:
    outer = tmp_path / "vosk-cn"
    outer.mkdir()
    shutil.move(model, outer / "vosk-model-small-cn-0.22")
    assert vosk_model.find(outer).folder == outer / "vosk-model-small-cn-0.22"


def test_missing_and_empty(tmp_path: Path) -> None:
    assert reason_of(tmp_path / "nowhere") is Reason.MODEL_MISSING
    (tmp_path / "am").mkdir()
    assert reason_of(tmp_path) is Reason.MODEL_EMPTY


@pytest.mark.parametrize(
    "name", ["am/final.mdl", "conf/model.conf", "conf/fbank.conf", "graph/HCLG.fst"]
)
@pytest.mark.parametrize("gone", [True, False])
def test_a_file_that_is_gone_or_empty_is_named(model: Path, name: str, gone: bool) -> None:
    (model / name).write_bytes(b"")
    if gone:
        (model / name).unlink()
    with pytest.raises(RecognizerFault) as caught:
        vosk_model.find(model)
    assert caught.value.reason is Reason.MODEL_BROKEN
    assert name.replace("fbank", "mfcc") in caught.value.message
    assert "model fetch" in caught.value.message


def test_a_truncated_model_is_broken(model: Path) -> None:
    path = model / "am" / "final.mdl"
    path.write_bytes(path.read_bytes()[:900])
    assert reason_of(model) is Reason.MODEL_BROKEN


def test_a_model_that_ends_the_process_is_broken(model: Path) -> None:
    """A graph whose arcs lead nowhere makes the library crash."""
    path = model / "graph" / "HCLG.fst"
    graph = bytearray(path.read_bytes())
    for place in range(100, 200):
        graph[place] ^= 0xFF
    path.write_bytes(graph)
    assert reason_of(model) is Reason.MODEL_BROKEN
