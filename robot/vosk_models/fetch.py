"""From a short name to a model that loads."""

from __future__ import annotations

from pathlib import Path

import httpx

from hardware.recognizers import vosk_model
from robot.ports.commands import command
from robot.ports.faults import RecognizerFault
from robot.vosk_models.archives import Archive
from robot.vosk_models.download import Progress, check, download
from robot.vosk_models.faults import FetchFailed
from robot.vosk_models.unpacking import unpack


def present(folder: Path) -> bool:
    """Whether a whole model is there already."""
    try:
        vosk_model.find(folder)
    except RecognizerFault:
        return False
    return True


def fetch(
    archive: Archive,
    folder: Path,
    progress: Progress,
    *,
    local: Path | None = None,
    transport: httpx.BaseTransport | None = None,
) -> None:
    """Bring the archive (or take the file `local`), check it, unpack it and load it once.

    Raises FetchFailed; a model that was in `folder` before stays unless the new one loads.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    path = local or folder.parent / f"{archive.name}.zip"
    if local is None:
        try:
            download(archive, path, progress, transport)
        except FetchFailed as failure:
            if failure.code == "damaged":
                raise
            raise FetchFailed(
                failure.code, by_hand(archive, folder, failure), retryable=True
            ) from failure
    else:
        _check_local(archive, local)
    unpack(path, folder, _loads)
    if local is None:
        path.unlink()


def by_hand(archive: Archive, folder: Path, failure: FetchFailed) -> str:
    """What to do where the net is closed."""
    return (
        f"{failure.message}\n"
        f"网络不通时可以手工安装：在能上网的电脑上下载 {archive.url}\n"
        f"（{archive.size / 1e6:.1f} MB，SHA-256 {archive.sha256}），拷到本机后运行\n"
        f"  {command('model fetch cn --archive <文件>')}\n"
        f"或者解压到 {folder}/，使 {folder}/am/final.mdl 存在，再运行 {command('model check')}"
    )


def _check_local(archive: Archive, local: Path) -> None:
    if not local.is_file():
        raise FetchFailed("refused", f"没有文件 {local}", retryable=False)
    copy = local.with_name(local.name + ".checking")
    # The check removes what is wrong; an operator's own file stays.
    copy.hardlink_to(local)
    try:
        check(archive, copy)
    finally:
        copy.unlink(missing_ok=True)


def _loads(folder: Path) -> None:
    try:
        vosk_model.try_out(vosk_model.find(folder))
    except RecognizerFault as fault:
        raise FetchFailed("damaged", fault.message, retryable=False) from fault
