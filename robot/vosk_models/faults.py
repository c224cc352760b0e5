"""The one error of fetching a model."""

from __future__ import annotations


class FetchFailed(RuntimeError):
    """A model could not be fetched; `message` is for people, `retryable` says whether to try again."""

    def __init__(self, code: str, message: str, *, retryable: bool):
        super().__init__(message)
        self.code = code
        self.message = message
        self.retryable = retryable
