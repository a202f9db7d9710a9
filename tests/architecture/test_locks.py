"""The lock files: the tests run on exactly what serves, and nothing in them names a host."""

import importlib.util
import json
import re
import sys
import zipfile

import pytest

from tests.architecture.sources import ROOT

sys.path.insert(0, str(ROOT / "tools"))

import prepare

LOCKS = ROOT / "requirements"


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([\w.+-]+)", (LOCKS / name).read_text(), re.MULTILINE))


def test_tests_run_on_the_versions_that_serve():
    product, work = pins("product.txt"), pins("work.txt")
    assert product
    assert {name: version for name, version in product.items() if work.get(name) != version} == {}


def test_everything_that_is_installed_is_held_to_its_hash():
    for lock in LOCKS.glob("*.txt"):
        pinned = re.split(r"^(?=[\w.-]+(?:\[[\w,-]+\])?==)", lock.read_text(), flags=re.MULTILINE)
        assert [each.split()[0] for each in pinned if each.strip() and "--hash=sha256:" not in each] == [], lock.name
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [
        path for path, package in packages.items() if path and not package.get("integrity", "").startswith("sha512-")
    ] == []


@pytest.mark.parametrize("held_to", [f" --hash=sha256:{'0' * 64}", ""], ids=["another hash", "no hash"])
def test_setting_up_refuses_what_is_not_what_the_lock_names(tmp_path, monkeypatch, held_to):
    """Were it not refused, it would be installed beside what the tests run on; it holds nothing."""
    with zipfile.ZipFile(tmp_path / "tiny-1.0-py3-none-any.whl", "w") as wheel:
        about = "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n"
        wheel.writestr("tiny-1.0.dist-info/METADATA", about)
        wheel.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr("tiny-1.0.dist-info/RECORD", "")
    lock = tmp_path / "tiny.txt"
    lock.write_text(f"tiny==1.0{held_to}\n")
    for name, value in (("UV_NO_INDEX", "1"), ("UV_FIND_LINKS", str(tmp_path)), ("UV_CACHE_DIR", str(tmp_path))):
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match="This step of setting up failed"):
        prepare._uv_install(lock)
    assert importlib.util.find_spec("tiny") is None


def test_no_lock_file_says_where_packages_come_from():
    for lock in LOCKS.glob("*.txt"):
        assert not re.search(r"https?://|--(?:extra-)?index-url", lock.read_text()), lock.name
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()
