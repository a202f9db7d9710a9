"""The secret in the address of a feed. Whoever has the address reads the feed, so only its digest is kept."""

import hashlib
import secrets


def new_secret() -> str:
    """Nobody guesses it: 256 bits."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
