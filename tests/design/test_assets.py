import re
import shutil
import time
from pathlib import Path

import pytest

from tools import assets

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "build" / "static"


@pytest.fixture(scope="module", autouse=True)
def built():
    assets.build(ROOT)


def test_builds_all_that_a_page_asks_for():
    asked = ["threespires.css", "threespires.js", "govuk-frontend.min.js", "images/mark.svg"]
    asked += ["fonts/400.woff2", "fonts/600.woff2"]
    assert [name for name in asked if not (STATIC / name).exists()] == []


def test_names_no_file_that_is_not_there():
    named = re.findall(r"url\(\"?([^)\"]+)\"?\)", (STATIC / "threespires.css").read_text())
    assert named
    assert [name for name in named if not name.startswith("data:") and not (STATIC / name).exists()] == []
    assert "sourceMappingURL" not in (STATIC / "govuk-frontend.min.js").read_text()


def test_holds_no_crown_crest_or_transport():
    css = (STATIC / "threespires.css").read_text()
    assert not re.search(r"crown|crest|gds transport|@import|url\([\"']?https?:", css, re.IGNORECASE)


def test_does_nothing_when_nothing_changed():
    began = time.perf_counter()
    assets.build(ROOT)
    assert time.perf_counter() - began < 0.2


def test_builds_again_when_a_source_changed(tmp_path, monkeypatch):
    for name in assets.LOCKED:
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / assets.DESIGN, tmp_path / assets.DESIGN)
    ran = []

    def pretend(folder, *arguments):
        ran.append(arguments[0])
        Path(arguments[-1]).write_text("body{}") if arguments[0] == "exec" else None

    monkeypatch.setattr(assets, "_npm", pretend)
    monkeypatch.setattr(assets, "_copies", lambda root, modules: [])
    monkeypatch.setattr(assets, "_fonts_for_paper", lambda modules, folder: None)
    monkeypatch.setattr(assets, "_without_source_map", lambda script, target: None)
    assets.build(tmp_path)
    assets.build(tmp_path)
    assert ran == ["ci", "exec"]
    (tmp_path / assets.DESIGN / "scss" / "_print.scss").write_text("a{}")
    assets.build(tmp_path)
    assert ran == ["ci", "exec", "exec"]
    assert {path.name for path in tmp_path.iterdir()} == {*assets.LOCKED, "src", "build"}
