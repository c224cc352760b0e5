"""What the parts of the trained model have learnt, read from its file: no second training where a measure needs one part."""

from __future__ import annotations

import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from robot import model
from robot.settings import ROOT


@contextmanager
def part(component: str) -> Iterator[Path]:
    """The folder that the component of that class left in the project's model, which is trained first when its sources have
    changed; raises KeyError where the model has no such component."""
    model.ensure(ROOT, print)
    with tarfile.open(model.model_path(ROOT)) as packed, tempfile.TemporaryDirectory() as folder:
        files = [file for file in packed if f".{component}" in file.name and file.isfile()]
        if not files:
            raise KeyError(component)
        for file in files:
            content = packed.extractfile(file)
            assert content is not None
            (Path(folder) / Path(file.name).name).write_bytes(content.read())
        yield Path(folder)
