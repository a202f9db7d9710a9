"""The lock files: the tests run on exactly what serves, and nothing in them names a host."""

import re

from tests.architecture.sources import ROOT

LOCKS = ROOT / "requirements"


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([\w.+-]+)", (LOCKS / name).read_text(), re.MULTILINE))


def test_tests_run_on_the_versions_that_serve():
    product, work = pins("product.txt"), pins("work.txt")
    assert product
    assert {name: version for name, version in product.items() if work.get(name) != version} == {}


def test_no_lock_file_says_where_packages_come_from():
    for lock in LOCKS.glob("*.txt"):
        assert not re.search(r"https?://|--(?:extra-)?index-url", lock.read_text()), lock.name
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()
