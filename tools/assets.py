"""Builds what the browser is sent (style, fonts, script) into build/static from npm's packages.

Run as `python tools/assets.py` or call `build(root)`. Writes only below build/, and does nothing when
nothing changed. THREESPIRES_NPM names the npm command where it is not simply `npm`.
"""

import hashlib
import os
import shlex
import shutil
import subprocess
from pathlib import Path

LOCKED = ("package.json", "package-lock.json", ".npmrc")
DESIGN = Path("src/threespires/design")
WEIGHTS = (400, 600)
FONTS_FOR_PAPER = ("400Regular/SourceSans3_400Regular.ttf", "600SemiBold/SourceSans3_600SemiBold.ttf")
GOVUK_SCRIPT = Path("govuk-frontend/dist/govuk/govuk-frontend.min.js")
CROSSES = (
    "icon-close-cross-black",
    "icon-tag-remove-cross",
    "icon-tag-remove-cross-white",
    "icon-toggle-plus-minus",
)


def build(root: Path) -> None:
    """Bring build/static up to date with the lock file and the sources of the design system."""
    static, packages = root / "build" / "static", root / "build" / "npm"
    sources = [root / name for name in LOCKED]
    sources += sorted(path for folder in ("scss", "js", "images") for path in (root / DESIGN / folder).iterdir())
    stamp = root / "build" / "assets.stamp"
    digest = _digest([*sources, Path(__file__)])
    if _says(stamp, digest) and (static / "threespires.css").exists():
        return
    _install(root, packages)
    for folder in ("fonts", "images"):
        (static / folder).mkdir(parents=True, exist_ok=True)
    _compile(root, packages, static / "threespires.css")
    for source, target in _copies(root, packages / "node_modules"):
        shutil.copyfile(source, static / target)
    _fonts_for_paper(packages / "node_modules", root / "build" / "fonts")
    _without_source_map(packages / "node_modules" / GOVUK_SCRIPT, static / "govuk-frontend.min.js")
    stamp.write_text(digest)


def _install(root: Path, packages: Path) -> None:
    """Install exactly what the lock file names, unless that is there already."""
    stamp, digest = packages / "installed.stamp", _digest([root / name for name in LOCKED])
    if _says(stamp, digest):
        return
    packages.mkdir(parents=True, exist_ok=True)
    for name in LOCKED:
        shutil.copyfile(root / name, packages / name)
    _npm(packages, "ci")
    stamp.write_text(digest)


def _compile(root: Path, packages: Path, css: Path) -> None:
    entry = root / DESIGN / "scss" / "threespires.scss"
    options = ("--style=compressed", "--no-source-map", "--quiet-deps", f"--load-path={packages}")
    _npm(packages, "exec", "--offline", "--", "sass", *options, str(entry), str(css))


def _copies(root: Path, modules: Path) -> list[tuple[Path, str]]:
    fonts = modules / "@fontsource" / "source-sans-3" / "files"
    icons = modules / "@ministryofjustice" / "frontend" / "moj" / "assets" / "images"
    return [
        *((fonts / f"source-sans-3-latin-{weight}-normal.woff2", f"fonts/{weight}.woff2") for weight in WEIGHTS),
        *((icons / f"{name}.svg", f"images/{name}.svg") for name in CROSSES),
        *((script, script.name) for script in sorted((root / DESIGN / "js").iterdir())),
        (root / DESIGN / "images" / "mark.svg", "images/mark.svg"),
    ]


def _fonts_for_paper(modules: Path, folder: Path) -> None:
    """What PDFs are set in: whole fonts, which no browser is sent."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in FONTS_FOR_PAPER:
        shutil.copyfile(modules / "@expo-google-fonts" / "source-sans-3" / file, folder / Path(file).name)


def _without_source_map(script: Path, target: Path) -> None:
    """Copy a script less its last line, which names a map we don't serve and a manifest would look for."""
    target.write_text(script.read_text().partition("//# sourceMappingURL=")[0])


def _npm(folder: Path, *arguments: str) -> None:
    command = shlex.split(os.environ.get("THREESPIRES_NPM", "npm"))
    subprocess.run([*command, "--loglevel=error", *arguments], cwd=folder, check=True)


def _digest(paths: list[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()


def _says(stamp: Path, digest: str) -> bool:
    return stamp.exists() and stamp.read_text() == digest


if __name__ == "__main__":
    build(Path(__file__).resolve().parent.parent)
