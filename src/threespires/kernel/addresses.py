"""Addresses of pages, each worked out once: a page names the same few hundred over and over."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=8192)
def address(name: str, *args: str | int) -> str:
    """The address of the page called `name`. Addresses are fixed from start to stop."""
    return reverse(name, args=args)
