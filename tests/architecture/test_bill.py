"""The software bill of materials: what CycloneDX 1.6 asks of one, and that it names all that is installed to serve."""

import json
import re

from tests.architecture.sources import ROOT
from tests.architecture.test_locks import pins
from tools import sbom

LENGTHS = {"SHA-1": 40, "SHA-256": 64, "SHA-384": 96, "SHA-512": 128}
BILL = sbom.bill()


def test_it_is_a_bill_as_the_schema_has_it():
    assert (BILL["bomFormat"], BILL["specVersion"], BILL["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", BILL["serialNumber"])
    refs = [each["bom-ref"] for each in (BILL["metadata"]["component"], *BILL["components"])]
    assert len(refs) == len(set(refs))
    assert {ref for each in BILL["dependencies"] for ref in (each["ref"], *each["dependsOn"])} == set(refs)


def test_each_part_has_its_name_version_address_and_hashes():
    for part in BILL["components"]:
        assert part["type"] == "library"
        assert part["name"]
        assert part["version"]
        assert re.fullmatch(r"pkg:(pypi|npm)/[^\s@]+@\S+", part["purl"]), part["purl"]
        assert part["hashes"], part["name"]
        for each in part["hashes"]:
            assert re.fullmatch(f"[0-9a-f]{{{LENGTHS[each['alg']]}}}", each["content"]), part["name"]


def test_it_names_all_that_is_installed_to_serve_and_nothing_else():
    named = {part["purl"].rpartition("@")[0]: part["version"] for part in BILL["components"]}
    python = {
        f"pkg:pypi/{re.sub('[-_.]+', '-', name).lower()}": version for name, version in pins("product.txt").items()
    }
    look = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    npm = {
        f"pkg:npm/{path.rpartition('node_modules/')[2]}".replace("@", "%40"): each["version"]
        for path, each in look.items()
        if path
    }
    assert named == {**python, **npm}


def test_the_same_locks_give_the_same_bill():
    assert sbom.bill() == BILL
