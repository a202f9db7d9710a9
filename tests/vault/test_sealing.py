"""What is sealed opens with its key, at its place, unaltered: and in no other way."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from threespires.vault.sealing import Unreadable, new_key, seal, unseal

KEY = bytes(range(32))


@given(st.binary(max_size=300), st.text(max_size=40))
def test_whatever_is_sealed_comes_back(content, place):
    assert unseal(KEY, seal(KEY, content, place=place), place=place) == content


def test_it_is_aes_gcm_as_published():
    """Test case 14 of McGrew and Viega's specification of GCM: a zero key of 256 bits, a zero nonce, a zero block."""
    sealed = b"\x01" + bytes(12) + bytes.fromhex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919")
    assert AESGCM(bytes(32)).encrypt(bytes(12), bytes(16), b"") == sealed[13:]
    assert unseal(bytes(32), sealed, place="") == bytes(16)


def test_the_same_is_never_sealed_alike():
    assert seal(KEY, b"same", place="x") != seal(KEY, b"same", place="x")


@given(st.integers(0, 10**6), st.integers(1, 255))
def test_any_altered_byte_is_noticed(at, by):
    sealed = bytearray(seal(KEY, b"What was learned", place="record:1:text"))
    sealed[at % len(sealed)] ^= by
    with pytest.raises(Unreadable):
        unseal(KEY, bytes(sealed), place="record:1:text")


@pytest.mark.parametrize(
    ("key", "place"), [(new_key(), "record:1:text"), (KEY, "record:2:text"), (KEY, "record:1:title")]
)
def test_it_opens_with_no_other_key_and_at_no_other_place(key, place):
    with pytest.raises(Unreadable):
        unseal(key, seal(KEY, b"words", place="record:1:text"), place=place)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01short", b"plain text", b"\x02" + bytes(40)])
def test_what_was_never_sealed_is_unreadable(sealed):
    with pytest.raises(Unreadable):
        unseal(KEY, sealed, place="x")
