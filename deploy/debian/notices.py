"""What the authors of the libraries in a program ask to be told with it (Apache-2.0, 4d): notices.py SBOM CHECKOUTS

SBOM is what sbom.py has printed; CHECKOUTS has a folder with the source of each library.
"""

import json
import pathlib
import sys

bill, checkouts = map(pathlib.Path, sys.argv[1:])
folders = {path.name.lower(): path for path in checkouts.iterdir()}
for component in json.loads(bill.read_text())["components"]:
    for notice in sorted(folders.get(component["name"], checkouts / "none").glob("NOTICE*")):
        print(f"{component['name']} {component['version']}\n\n{notice.read_text().strip()}\n\n")
