"""Personal data that must be readable again, such as a number to call back, kept as ciphertext.

The key derives from the server's secret key: a copy of the database alone tells nothing.
"""

from __future__ import annotations

import base64
from datetime import timedelta
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"jiaojiao: personal data of customers"
"""Keeps this key apart from any other that derives from the same secret."""


@lru_cache(maxsize=2)
def _cipher(secret: str) -> Fernet:
    key = HKDF(SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))


def seal(text: str) -> str:
    """`text` as authenticated ciphertext; empty stays empty."""
    return _cipher(settings.SECRET_KEY).encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str, within: timedelta | None = None) -> str:
    """The text; empty when there is none, when the secret has changed, or when it is older than `within`."""
    if not sealed:
        return ""
    ttl = int(within.total_seconds()) if within is not None else None
    try:
        return _cipher(settings.SECRET_KEY).decrypt(sealed.encode(), ttl).decode()
    except InvalidToken:
        return ""
