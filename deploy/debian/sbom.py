"""What is linked into the program, as CycloneDX 1.5: sbom.py VERSION ARCHITECTURE Package.resolved"""

import json
import subprocess
import sys

version, architecture, resolved = sys.argv[1:]


def component(name, number, kind="library", licence="Apache-2.0", url=None, commit=None):
    entry = {
        "type": kind,
        "bom-ref": f"{name}@{number}",
        "name": name,
        "version": number,
        "licenses": [{"license": {"id": licence}}],
    }
    if url:
        entry["purl"] = f"pkg:swift/{url.removeprefix('https://').removesuffix('.git')}@{number}"
        entry["externalReferences"] = [{"type": "vcs", "url": url}]
    if commit:
        entry["properties"] = [{"name": "commit", "value": commit}]
    return entry


compiler = subprocess.run(["swift", "--version"], capture_output=True, text=True, check=True).stdout
swift = compiler.split("Swift version ")[1].split()[0]
pins = json.load(open(resolved))["pins"]
libraries = [component("swift-runtime", swift, url="https://github.com/swiftlang/swift")]
for pin in sorted(pins, key=lambda pin: pin["identity"]):
    state = pin["state"]
    libraries.append(
        component(pin["identity"], state["version"], url=pin["location"], commit=state["revision"])
    )
whole = component("footfall", version, kind="application")
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
