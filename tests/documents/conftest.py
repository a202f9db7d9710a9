"""A real virus scanner, which knows one harmless thing to find."""

from collections.abc import Iterator

import pytest

from tools import clamav


@pytest.fixture(scope="session")
def clamd() -> Iterator[str]:
    with clamav.scanner() as socket:
        yield socket


@pytest.fixture
def scanner(settings, clamd) -> str:
    """Files handed in are held until the scanner has looked."""
    settings.SCANNER = clamd
    return clamd
