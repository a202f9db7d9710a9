"""Published data that tests compare with, where the folder that holds it is at hand.

It is not part of the project. Tests marked `published_data` need it; in a clone that stands alone they are
left out, and the run says so.
"""

import os
from pathlib import Path

FOLDER = Path(os.environ.get("THREESPIRES_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
MISSING = (
    f"The tests marked published_data were left out: the data is not at {FOLDER}. "
    "Set THREESPIRES_SHARED_DATA to its folder."
)


def is_here() -> bool:
    return FOLDER.is_dir()


def shared(name: str) -> Path:
    """The file `name` of the published data."""
    return FOLDER / name
