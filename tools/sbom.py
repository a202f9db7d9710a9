"""bin/sbom: prints a software bill of materials (CycloneDX 1.6, as JSON) of what is installed to serve Threespires.

Made from the lock files alone, so it names exactly what set-up installs, with the hashes it is checked by: Python's
packages from requirements/product.txt, the look's from package-lock.json. The same locks give the same bill.
"""

import base64
import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid5

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ROOT / "requirements" / "product.txt"
LOOK = ROOT / "package-lock.json"
_OURS = UUID("5a1d9f0e-3f5e-4b0f-9a55-7d2c6f0f4c11")
_PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)(?P<rest>.*?)(?=^\S|\Z)", re.M | re.S
)
_ALGORITHMS = {"sha1": "SHA-1", "sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512"}


def main() -> int:
    print(json.dumps(bill(), indent=2))
    return 0


def bill() -> dict[str, Any]:
    """The whole bill."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    components = sorted([*_python(PRODUCT.read_text()), *_look(json.loads(LOOK.read_text()))], key=_ref)
    ours = {
        "type": "application",
        "bom-ref": f"{about['name']}@{about['version']}",
        "name": about["name"],
        "version": about["version"],
        "description": about["description"],
        "licenses": [{"license": {"id": about["license"]["text"]}}],
    }
    digest = hashlib.sha256(json.dumps([ours, components]).encode()).hexdigest()
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(_OURS, digest)}",
        "version": 1,
        "metadata": {"component": ours},
        "components": components,
        "dependencies": [{"ref": ours["bom-ref"], "dependsOn": [_ref(each) for each in components]}],
    }


def _ref(component: dict[str, Any]) -> str:
    return component["bom-ref"]


def _python(lock: str) -> Iterator[dict[str, Any]]:
    for pin in _PIN.finditer(lock):
        name, version = re.sub(r"[-_.]+", "-", pin["name"]).lower(), pin["version"]
        hashes = re.findall(r"--hash=(\w+):([0-9a-f]+)", pin["rest"])
        yield _component("pypi", name, version, [(_ALGORITHMS[kind], value) for kind, value in hashes])


def _look(lock: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, package in lock["packages"].items():
        if path:
            name = path.rpartition("node_modules/")[2]
            kind, _, value = package["integrity"].partition("-")
            found = _component("npm", name, package["version"], [(_ALGORITHMS[kind], base64.b64decode(value).hex())])
            if licence := package.get("license"):
                found["licenses"] = [{"expression": licence}]
            if package.get("optional"):
                found["scope"] = "optional"
            yield found


def _component(where: str, name: str, version: str, hashes: list[tuple[str, str]]) -> dict[str, Any]:
    group, _, short = name.rpartition("/")
    address = f"pkg:{where}/{'/'.join(quote(part, safe='') for part in name.split('/'))}@{quote(version, safe='')}"
    return {
        "type": "library",
        "bom-ref": address,
        **({"group": group} if group else {}),
        "name": short,
        "version": version,
        "hashes": [{"alg": kind, "content": value} for kind, value in hashes],
        "purl": address,
    }


if __name__ == "__main__":
    sys.exit(main())
