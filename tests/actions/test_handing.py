"""Whether words ask for the person who was called."""

from __future__ import annotations

import pytest

from actions.handing import COMING


@pytest.mark.parametrize("text", ["他什么时候到", "她啥时候能来", "经理多久能到", "人呢"])
def test_who_was_called_is_asked_after(text: str) -> None:
    assert COMING.search(text)


@pytest.mark.parametrize(
    "text", ["他啥时候能看到钱", "他的钱什么时候到", "他什么时候能收到", "她啥时候到账"]
)
def test_money_is_no_person(text: str) -> None:
    assert not COMING.search(text)
