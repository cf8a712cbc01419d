"""Compares what a witness got with what a fleet says that it submitted: compare.py TOLD WITNESSED"""

import collections
import json
import re
import sys

submitted = int(re.search(r"messages, (\d+) of them events", open(sys.argv[1]).read()).group(1))
sequences = collections.defaultdict(list)
identifiers = collections.Counter()
for line in open(sys.argv[2]):
    event = json.loads(line)
    sequences[event["source"]].append(event["sequence"])
    identifiers[event["id"]] += 1

missing = submitted - len(identifiers)
gaps = sum(max(numbers) - len(set(numbers)) for numbers in sequences.values())
repeated = sum(identifiers.values()) - len(identifiers)
# A repetition may come late; what comes for the first time comes in order.
disordered = 0
for numbers in sequences.values():
    fresh = list(dict.fromkeys(numbers))
    disordered += sum(later < earlier for earlier, later in zip(fresh, fresh[1:]))
print(f"events: {submitted} submitted, {len(identifiers)} received, {missing} missing, {gaps} gaps in sequences,")
print(f"        {repeated} received again with their id, {disordered} out of order, {len(sequences)} sources")
sys.exit(1 if missing or gaps else 0)
