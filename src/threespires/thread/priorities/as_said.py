"""A child's words stand as said: shortened perhaps, never changed."""

_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\xa0": " "})


def without_quotes(words: str) -> str:
    """The words without the quotation marks round them, which the page sets itself."""
    bare = words.strip()
    if len(bare) > 1 and bare[0] in "“\"‘'" and bare[-1] in "”\"’'":
        return bare[1:-1].strip()
    return bare


def stands_in(words: str, said: str) -> bool:
    """Whether `words` were said, whatever the kind of quotation mark or the spaces between."""
    plain = _plain(words)
    return bool(plain) and plain in _plain(said)


def _plain(words: str) -> str:
    return " ".join(words.translate(_SAME).split())
