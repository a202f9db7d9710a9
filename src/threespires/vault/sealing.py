"""Sealing bytes with a key: AES-256 in Galois/Counter Mode (NIST SP 800-38D), a random nonce of 96 bits for each.

What the bytes belong to is sealed with them: moved to another place, they open no more.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_LENGTH = 32
_NONCE = 12
_FORM = b"\x01"
"""How what follows is made, so that a later form can stand beside it."""


class Unreadable(Exception):
    """What is there was not sealed with this key, for this place; or it was altered."""


def new_key() -> bytes:
    """A key of 256 bits."""
    return os.urandom(KEY_LENGTH)


def seal(key: bytes, content: bytes, *, place: str) -> bytes:
    """`content` sealed: a byte that names the form, the nonce, then the ciphertext and its tag."""
    nonce = os.urandom(_NONCE)
    return _FORM + nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def unseal(key: bytes, sealed: bytes, *, place: str) -> bytes:
    """What was sealed for this place.

    Raises:
        Unreadable: where it wasn't, or not with this key, or was altered.
    """
    if sealed[:1] != _FORM:
        raise Unreadable("Not sealed in a form that is known")
    body = sealed[len(_FORM) :]
    try:
        return AESGCM(key).decrypt(body[:_NONCE], body[_NONCE:], place.encode())
    except (InvalidTag, ValueError) as problem:
        raise Unreadable("Sealed with another key, for another place, or altered") from problem
