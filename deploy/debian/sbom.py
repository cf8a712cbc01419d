"""What the program is made of, as CycloneDX 1.5: sbom.py VERSION ARCHITECTURE Package.resolved SWIFT "DEPENDS"

What is linked in has its version; what the system brings (DEPENDS, a list as in debian/control) has the system's.
"""

import json
import sys

version, architecture, resolved, swift, depends = sys.argv[1:]
SWIFT_LICENCE = "Apache-2.0 WITH Swift-exception"


def component(name, number, kind="library", licence=SWIFT_LICENCE, url=None, commit=None):
    entry = {
        "type": kind,
        "bom-ref": f"{name}@{number}",
        "name": name,
        "version": number,
        "licenses": [{"expression": licence}],
    }
    if url:
        entry["purl"] = f"pkg:swift/{url.removeprefix('https://').removesuffix('.git')}@{number}"
        entry["externalReferences"] = [{"type": "vcs", "url": url}]
    if commit:
        entry["properties"] = [{"name": "commit", "value": commit}]
    return entry


def of_the_system(name):
    purl = f"pkg:deb/debian/{name}?arch={architecture}"
    return {"type": "library", "bom-ref": purl, "name": name, "purl": purl, "scope": "required"}


libraries = [component("swift-runtime", swift, url="https://github.com/swiftlang/swift")]
for pin in sorted(json.load(open(resolved))["pins"], key=lambda pin: pin["identity"]):
    state = pin["state"]
    libraries.append(
        component(pin["identity"], state["version"], url=pin["location"], commit=state["revision"])
    )
libraries += [of_the_system(clause.split()[0]) for clause in depends.split(",") if clause.strip()]
whole = component("footfall", version, kind="application", licence="Apache-2.0")
whole["purl"] = f"pkg:deb/footfall@{version}?arch={architecture}"
document = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.5",
    "version": 1,
    "metadata": {"component": whole},
    "components": libraries,
    "dependencies": [
        {"ref": whole["bom-ref"], "dependsOn": [library["bom-ref"] for library in libraries]}
    ],
}
json.dump(document, sys.stdout, indent=2)
print()
