"""What a program is made of, as CycloneDX 1.5: sbom.py NAME VERSION ARCHITECTURE OBJECTS SWIFT "DEPENDS"

At the root of the package, after a build. OBJECTS is the list that the linker was given (NAME.product/Objects.LinkFileList):
a library is in the program when one of its modules is in the list. What is linked in has its version; what the system brings
(DEPENDS, a list as in debian/control) has the system's.
"""

import json
import pathlib
import re
import sys

name, version, architecture, objects, swift, depends = sys.argv[1:]
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


def checkout(pin):
    """The folder with the source of a library."""
    [folder] = [path for path in checkouts.iterdir() if path.name.lower() == pin["identity"]]
    return folder


def linked(pin):
    """Whether one of the modules of a library is in the program."""
    return any(source.name in modules for source in checkout(pin).glob("Sources/**/") if source.is_dir())


def licence(pin):
    [file] = checkout(pin).glob("LICENSE*")
    text = file.read_text()
    if "Apache License" not in text:
        sys.exit(f"{file}: not the Apache License, which is the only one that this script knows")
    return SWIFT_LICENCE if "Runtime Library Exception" in text else "Apache-2.0"


checkouts = pathlib.Path(objects).parents[3] / "checkouts"  # SCRATCH/TRIPLE/release/NAME.product/Objects.LinkFileList
modules = set(re.findall(r"([^/]+)\.build/", pathlib.Path(objects).read_text()))
libraries = [component("swift-runtime", swift, url="https://github.com/swiftlang/swift")]
for pin in sorted(json.load(open("Package.resolved"))["pins"], key=lambda pin: pin["identity"]):
    if not linked(pin):
        continue
    state = pin["state"]
    libraries.append(
        component(
            pin["identity"], state["version"], licence=licence(pin), url=pin["location"], commit=state["revision"])
    )
libraries += [of_the_system(clause.split()[0]) for clause in depends.split(",") if clause.strip()]
whole = component(name, version, kind="application", licence="Apache-2.0")
whole["purl"] = f"pkg:deb/{name}@{version}?arch={architecture}"
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
