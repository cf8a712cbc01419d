"""Whether a bill of materials is CycloneDX 1.5 in every word, as the standard's own library reads it: validate-sbom.py FILE"""

import sys

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

with open(sys.argv[1]) as file:
    problem = JsonStrictValidator(SchemaVersion.V1_5).validate_str(file.read())
if problem:
    sys.exit(f"{sys.argv[1]}: {str(problem).splitlines()[0]}")
