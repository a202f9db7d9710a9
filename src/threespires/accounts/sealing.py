"""Sealing bytes with a key, for one place: moved to another, they open no more (AES-256-GCM, NIST SP 800-38D)."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class Unreadable(Exception):
    """What is there was not sealed with this key, for this place; or it was altered."""


def seal(key: bytes, content: bytes, *, place: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def unseal(key: bytes, sealed: bytes, *, place: str) -> bytes:
    """What was sealed for this place.

    Raises:
        Unreadable: where it wasn't, or not with this key, or was altered.
    """
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], place.encode())
    except (InvalidTag, ValueError) as problem:
        raise Unreadable("Sealed with another key, for another place, or altered") from problem
