"""Judges the examples for integrators against the contract: examples.py FOLDER ASYNCAPI

Each topic that an automation or a flow listens to is one of the contract, and each field that it reads is in the
contract's example of that message.
"""

import json
import pathlib
import re
import sys

import yaml

folder, contract = pathlib.Path(sys.argv[1]), json.loads(pathlib.Path(sys.argv[2]).read_text())
problems = []
checks = 0


def examples(topic):
    """The contract's examples of messages on a topic filter."""
    pattern = "/".join("[^/]+" if level == "+" else re.escape(level) for level in topic.split("/"))
    for name, channel in contract["channels"].items():
        address = re.sub(r"\{\w+\}", "shop", channel["address"]).replace("v1/shop/", "v1/shop-12/", 1)
        if re.fullmatch(pattern, address):
            yield from (example["payload"] for example in contract["components"]["messages"][name].get("examples", []))


def judge(where, topic, paths):
    global checks
    payloads = list(examples(topic))
    if not payloads:
        problems.append(f"{where}: no message of the contract comes on {topic}")
    for payload in payloads:
        for path in paths:
            value = payload
            for key in path.strip(".").split("."):
                checks += 1
                if not isinstance(value, dict) or key not in value:
                    problems.append(f"{where}: {topic} has no {path}")
                    break
                value = value[key]


for automation in yaml.safe_load((folder / "home-assistant.yaml").read_text()):
    missing = {"id", "alias", "triggers", "actions"} - automation.keys()
    if missing:
        problems.append(f"{automation.get('id')}: without {missing}")
    text = json.dumps(automation)
    paths = re.findall(r"trigger\.payload_json((?:\.\w+)+?)(?=\W|$)", text.replace(".get(", " ("))
    for trigger in automation["triggers"]:
        judge(automation["id"], trigger["topic"], paths)

nodes = {node["id"]: node for node in json.loads((folder / "node-red-flow.json").read_text())}
for node in nodes.values():
    for target in (target for output in node.get("wires", []) for target in output):
        if target not in nodes:
            problems.append(f"{node['id']}: is wired to {target}, which is not there")
    if node["type"] != "mqtt in":
        continue
    if nodes.get(node["broker"], {}).get("type") != "mqtt-broker":
        problems.append(f"{node['id']}: has no broker")
    for function in (nodes[target] for output in node["wires"] for target in output):
        judge(function["id"], node["topic"], re.findall(r"msg\.payload((?:\.\w+)+)", function.get("func", "")))

print("\n".join(problems) or f"{checks} fields are in the contract")
sys.exit(1 if problems or checks < 10 else 0)
