from threespires.partnership.arrangement.positions import lines_of

TEXT = (
    '''# a comment with = and [brackets]
title = "one # not a comment"

[one.two]
list = [
    { a = 1, b = "]" },  # first
    # between
    { a = 2, b = """
two
lines""", c = 'x' },
]
"quoted key" = 2

[[things]]
key = "first"
[[things]]
key = "second"
[things.inner]
deep = [[1, 2],
  [3]]
[[things.parts]]
word = 'it'''
    + """'s'
"""
)


def test_lines_of_finds_keys_elements_and_tables():
    lines = lines_of(TEXT.replace("it's", "its"))
    assert lines[("title",)] == 2
    assert lines[("one", "two")] == 4
    assert lines[("one", "two", "list")] == 5
    assert lines[("one", "two", "list", 0)] == 6
    assert lines[("one", "two", "list", 0, "b")] == 6
    assert lines[("one", "two", "list", 1, "b")] == 8
    assert lines[("one", "two", "list", 1, "c")] == 10
    assert lines[("one", "two", "quoted key")] == 12
    assert lines[("things", 0, "key")] == 15
    assert lines[("things", 1)] == 16
    assert lines[("things", 1, "inner", "deep", 1)] == 20
    assert lines[("things", 1, "parts", 0, "word")] == 22
