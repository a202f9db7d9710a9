"""A file that can be read in one sitting."""

from tests.architecture.sources import TEMPLATES, WRITTEN, short

MOST_LINES = 400


def test_no_source_file_outgrows_one_sitting():
    assert TEMPLATES
    assert WRITTEN
    lengths = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in (*WRITTEN, *TEMPLATES)}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}
