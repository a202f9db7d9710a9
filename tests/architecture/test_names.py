"""Nothing of one partnership is in the code: its names live in its arrangement file alone."""

import re
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
LOCAL = re.compile(rb"coventry|warwick|west.midlands|tri[-. ]x", re.IGNORECASE)
TOLD = "threespires/demo/"  # the invented story may name the area in which it plays


def test_code_names_no_place_or_supplier():
    files = [path for path in SOURCE.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert files
    found = [
        f"{path.relative_to(SOURCE)}: {match[0].decode()}"
        for path in files
        if not path.relative_to(SOURCE).as_posix().startswith(TOLD)
        for match in LOCAL.finditer(path.read_bytes())
    ]
    assert found == []
