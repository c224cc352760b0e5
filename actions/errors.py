"""What can go wrong between the dialogue and the branch it works in."""

from __future__ import annotations

from collections.abc import Mapping


class BranchError(Exception):
    """The branch did not do what was asked.

    `code` is stable and goes into logs, `message` is for a developer, `retryable` says whether the
    same call may succeed a moment later.
    """

    code = "branch"
    retryable = False

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code is not None:
            self.code = code


class BranchAway(BranchError):
    """No answer in time, no connection, or the server says that it cannot answer now."""

    code = "away"
    retryable = True


class BranchGarbled(BranchError):
    """An answer came that does not keep the contract."""

    code = "garbled"


class BranchRefused(BranchError):
    """The branch understood and said no: closed (409), not allowed (401, 403), not valid (422).

    `told` is the problem document, for what it tells besides the code.
    """

    code = "refused"

    def __init__(
        self,
        message: str,
        *,
        status: int,
        code: str | None = None,
        told: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message, code=code)
        self.status = status
        self.told = told or {}


class BranchUnknown(BranchError):
    """What was asked for does not exist at this branch (404, 410)."""

    code = "unknown"
