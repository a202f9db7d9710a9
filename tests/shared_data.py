"""Published data that tests compare with, where the folder that holds it is at hand."""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("THREESPIRES_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))


def shared(name: str) -> Path:
    """The file `name` of the shared data; without the folder the test says what is missing and stops there."""
    if not FOLDER.is_dir():
        pytest.skip(f"The published data is not at {FOLDER}; set THREESPIRES_SHARED_DATA to its folder")
    return FOLDER / name
