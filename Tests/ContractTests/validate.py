"""Checks the published contract with programs that are not the project's own.

    validate.py PROGRAMS CONTRACT CONFIGURATIONS [--minutes N] [--speed N]

PROGRAMS is the folder with footfall and airtap, CONTRACT is deploy/contract; CONFIGURATIONS has lines of the form
{"document":…,"accepted":…}, which the program's own reader has judged. Documents are checked first; then a
simulated shop is heard on a live interface and replayed, through a real mosquitto, and each message that mosquitto_sub
sees is validated: payload, topic, quality of service, retention. Ends with status 0 and figures, or says what is wrong.
"""

import argparse
import collections
import json
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time

from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from jsonschema import Draft202012Validator
from pydantic_asyncapi.v3 import AsyncAPI

problems = []


def complain(text):
    problems.append(text)


# Documents


def validator(schema):
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def validate(schema, value, where):
    for error in validator(schema).iter_errors(value):
        complain(f"{where}: {error.json_path}: {error.message[:200]}")


def check_schemas(folder):
    schemas = {}
    for path in sorted(folder.glob("schemas/*.schema.json")):
        schema = json.loads(path.read_text())
        name = path.name.removesuffix(".schema.json")
        schemas[name] = schema
        Draft202012Validator.check_schema(schema)
        if schema["$id"] != f"urn:footfall:schema:{name}:1":
            complain(f"{name}: is identified as {schema['$id']}")
        for example in schema["examples"]:
            validate(schema, example, f"example of {name}")
    return schemas


# The fixed fields of the objects that the document uses. Source: AsyncAPI specification 3.0.0.
FIELDS = {
    "document": "asyncapi id info servers defaultContentType channels operations components",
    "info": "title version description termsOfService contact license tags externalDocs",
    "server": "host protocol protocolVersion pathname description title summary variables security tags externalDocs bindings",
    "channel": "address messages title summary description servers parameters tags externalDocs bindings",
    "operation": "action channel title summary description security tags externalDocs bindings traits messages reply",
    "message": "headers payload correlationId contentType name title summary description tags externalDocs bindings examples traits",
    "parameter": "enum default description examples location",
    "mqtt": "qos retain messageExpiryInterval bindingVersion",
    "example": "headers payload name summary",
    "format": "schemaFormat schema",
}


def check_fields(kind, value, where):
    unknown = set(value) - set(FIELDS[kind].split())
    if unknown:
        complain(f"asyncapi: {where} has {sorted(unknown)}, which a {kind} has not")


# What one sensor alone does not say: its schema holds an example of each.
ELSEWHERE = {
    "sensor-response", "visit-moved", "offer-eligible", "site-keys", "sensor-sightings", "site-lease", "site-visits",
}


def resolve(document, reference):
    value = document
    for step in reference.removeprefix("#/").split("/"):
        value = value[step]
    return resolve(document, value["$ref"]) if "$ref" in value else value


def check_asyncapi(folder, schemas):
    document = json.loads((folder / "asyncapi.json").read_text())
    AsyncAPI.model_validate(document)
    check_fields("document", document, "the document")
    check_fields("info", document["info"], "info")
    for kind, plural in [("server", "servers"), ("channel", "channels"), ("operation", "operations")]:
        for name, value in document[plural].items():
            check_fields(kind, value, name)
    components = document["components"]
    for name, message in components["messages"].items():
        check_fields("message", message, name)
        for example in message.get("examples", []):
            check_fields("example", example, name)
            validate(schemas[name], example["payload"], f"asyncapi example of {name}")
    for name, parameter in components["parameters"].items():
        check_fields("parameter", parameter, name)
    for name, schema in components["schemas"].items():
        check_fields("format", schema, name)
        if schema["schema"] != schemas[name]:
            complain(f"asyncapi: {name} differs from its own file")
    return document, channels_of(document)


def channels_of(document):
    """What each channel carries: address as a regular expression, schema name, quality of service, retention."""
    channels = {}
    for name, operation in document["operations"].items():
        channel = resolve(document, operation["channel"]["$ref"])
        binding = operation["bindings"]["mqtt"]
        check_fields("mqtt", binding, name)
        for message in operation["messages"]:
            resolve(document, message["$ref"])
        named = set(re.findall(r"{(\w+)}", channel["address"]))
        if named != set(channel.get("parameters", {})):
            complain(f"asyncapi: the address of {name} names {named}")
        if operation["action"] == "send":
            key = operation["channel"]["$ref"].rpartition("/")[2]
            pattern = re.sub(r"\\{\w+\\}", "[a-z0-9][a-z0-9-]*", re.escape(channel["address"]))
            channels[key] = (re.compile(pattern), binding["qos"], binding["retain"])
    return channels


# The schema of the configuration against the program that reads it


def check_configurations(schema, file):
    """A line for each document, with the reader's verdict: the schema judges alike.

    Keys that contradict each other are beyond a schema; the reader says so.
    """
    judge, count = validator(schema), 0
    for line in file.read_text().strip().split("\n"):
        row = json.loads(line)
        count += 1
        if judge.is_valid(row["document"]) != row["accepted"]:
            complain(f"configuration: the schema does not agree with the reader: {line[:300]}")
    print(f"configuration: {count} documents judged")


# Messages


class Site:
    """A broker on loopback in a network namespace, its witness, and programs; all are ended with it."""

    def __init__(self, programs, folder):
        self.programs, self.folder, self.children = programs, folder, []
        self.port = 1883
        settings = folder / "mosquitto.conf"
        settings.write_text(f"listener {self.port} 127.0.0.1\nallow_anonymous true\nuser root\nmax_queued_messages 0\n")
        self.start("mosquitto", "-c", settings)
        until(lambda: self.answers(), "the broker")
        self.record = folder / "record"
        self.start("stdbuf", "-oL", "mosquitto_sub", "-q", "1", "-t", "#", "-F", "%t\t%q\t%r\t%p", output=self.record)
        # A retained message is the first thing that a subscriber sees.
        self.publish("ready", "yes", "-r")
        until(lambda: "ready" in self.record.read_text(), "the witness")

    def answers(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def start(self, program, *arguments, output=None, **options):
        out = open(output or self.folder / "output", "ab")
        child = subprocess.Popen([program, *map(str, arguments)], stdout=out, stderr=out, **options)
        self.children.append(child)
        return child

    def publish(self, topic, payload, *more):
        subprocess.run(["mosquitto_pub", "-q", "1", "-t", topic, "-m", payload, *more], check=True)

    def configuration(self, sensor, interface="air0"):
        file = self.folder / f"{sensor}.json"
        file.write_text(json.dumps({
            "site": "contract", "sensor": sensor, "capture": {"interface": interface}, "health": {"intervalSeconds": 5},
            "zone": {"id": sensor}, "homeAssistant": {"enabled": True},
        }))
        return file

    def messages(self):
        rows = [line.split("\t", 3) for line in self.record.read_text().splitlines()]
        return [(topic, int(quality), retained == "1", payload) for topic, quality, retained, payload in rows]

    def saw(self, topic, text):
        return any(topic in message[0] and text in message[3] for message in self.messages())

    def retained(self):
        """What the broker keeps, as a new subscriber sees it."""
        run = subprocess.run(
            ["mosquitto_sub", "-q", "1", "-t", "#", "--retained-only", "-W", "1", "-F", "%t\t%q\t%r\t%p"],
            capture_output=True, text=True)
        return [line.split("\t", 3) for line in run.stdout.splitlines()]

    def end(self):
        for child in reversed(self.children):
            child.kill()
            child.wait()


def until(condition, what, seconds=60):
    for _ in range(seconds * 10):
        if condition():
            return
        time.sleep(0.1)
    sys.exit(f"gave up waiting for {what}")


def live(site, capture, speed):
    """The agent on a live interface, from the first frame to its goodbye; Home Assistant starts meanwhile."""
    tap = site.start(
        site.programs / "airtap", "--interface", "air0", "--speed", speed, "--wait-for-reader", capture,
        output=site.folder / "tap", stdin=subprocess.PIPE)
    until(lambda: "ready" in (site.folder / "tap").read_text(), "the interface")
    configuration = site.configuration("live")
    agent = site.start(site.programs / "footfall", "run", "--config", configuration, "--speed", speed)
    until(lambda: site.saw("sensor/live/health", "at"), "the first health message")
    tap.stdin.write(b"\n")
    tap.stdin.flush()
    until(lambda: site.saw("zone/live/footfall", "3600"), "the first hour", seconds=300)
    device = [message[0] for message in site.messages()].count("homeassistant/device/footfall-contract/config")
    site.publish("homeassistant/status", "online")
    until(lambda: [message[0] for message in site.messages()].count("homeassistant/device/footfall-contract/config") > device,
          "the second announcement")
    # The interface goes: an alert that is raised.
    tap.stdin.close()
    tap.kill()
    tap.wait()
    until(lambda: site.saw("sensor/live/alert", "radio-missing"), "the alert")
    agent.send_signal(signal.SIGTERM)
    if agent.wait(30) != 0:
        complain("footfall run did not end well")
    until(lambda: site.saw("sensor/live/status", "stopped"), "the goodbye")


def replay(site, capture):
    """A replay to the broker, and one that is killed, so that the broker speaks for it."""
    configuration = site.configuration("replay")
    subprocess.run(
        [site.programs / "footfall", "replay", "--config", configuration, "--to", "mqtt", capture], check=True,
        capture_output=True)
    configuration = site.configuration("killed")
    killed = site.start(
        site.programs / "footfall", "replay", "--config", configuration, "--to", "mqtt", "--speed", "1", capture)
    until(lambda: site.saw("sensor/killed/status", "online"), "the killed one's birth")
    killed.kill()
    until(lambda: site.saw("sensor/killed/status", "offline"), "the will")


def check_messages(site, schemas, channels):
    counts = collections.Counter()
    sequences, identifiers, visits = {}, set(), collections.defaultdict(list)
    for topic, quality, _, payload in site.messages():
        if topic in ("ready", "homeassistant/status"):
            continue
        names = [name for name, channel in channels.items() if channel[0].fullmatch(topic)]
        if len(names) != 1:
            complain(f"{topic}: {len(names)} channels have this address")
            continue
        name = names[0]
        counts[name] += 1
        if quality != channels[name][1]:
            complain(f"{topic}: came with quality of service {quality}")
        value = json.loads(payload)
        validate(schemas[name], value, topic)
        if "specversion" in value:
            event = check_event(payload, value, sequences, identifiers)
            if event is not None and name.startswith("visit-"):
                check_visit(event, schemas, visits)
    for visit, kinds in visits.items():
        if kinds[0] != "footfall.visit.started.v1" or kinds[-1] != "footfall.visit.ended.v1" or len(kinds) < 2:
            complain(f"a visit went {kinds}")
    check_retained(site, schemas, channels)
    for name in set(channels) - ELSEWHERE:
        if not counts[name]:
            complain(f"no message of {name} was seen")
    return counts


def check_event(payload, value, sequences, identifiers):
    """What holds of each event: an id of its own, and a place among the events of its source."""
    event = JSONFormat().read(CloudEvent, payload)
    if event.get_id() in identifiers:
        return complain(f"the id {event.get_id()} came twice")
    identifiers.add(event.get_id())
    source = event.get_source()
    if value["sequence"] != sequences.get(source, 0) + 1:
        complain(f"{source}: {value['sequence']} comes after {sequences.get(source, 0)}")
    sequences[source] = value["sequence"]
    return event


def check_visit(event, schemas, visits):
    validate(schemas["visit"], event.get_data(), "data of an event")
    data = event.get_data()
    if abs(sum(data["zones"].values()) - 1) > 1e-9 or data["visit"] != event.get_subject():
        complain(f"an event contradicts itself: {data}")
    visits[data["visit"]].append(event.get_type())


def retire(site):
    """What a sensor has left at the broker is taken away on demand, the device of Home Assistant with it."""
    for sensor in ["live", "replay", "killed"]:
        run = subprocess.run(
            [site.programs / "footfall", "retire", "--config", site.configuration(sensor)], capture_output=True, text=True)
        if run.returncode != 0:
            complain(f"footfall retire: {run.stderr}")
    left = [row[0] for row in site.retained() if row[0] != "ready"]
    if left:
        complain(f"still retained after footfall retire: {left}")


def check_retained(site, schemas, channels):
    kept = [row for row in site.retained() if row[0] != "ready"]
    for topic, _, _, payload in kept:
        name = next((name for name, channel in channels.items() if channel[0].fullmatch(topic)), None)
        if name is None or not channels[name][2]:
            complain(f"{topic}: is retained and should not be")
        else:
            validate(schemas[name], json.loads(payload), f"retained {topic}")
    for name, channel in channels.items():
        if channel[2] and name not in ELSEWHERE and not any(channel[0].fullmatch(row[0]) for row in kept):
            complain(f"nothing is retained of {name}")


def main():
    # The threads of a test run block signals, and what they start inherits that; the agent is to hear SIGTERM.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    parser = argparse.ArgumentParser()
    parser.add_argument("programs", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("contract", type=pathlib.Path)
    parser.add_argument("configurations", type=pathlib.Path)
    parser.add_argument("--minutes", default=210, type=int)
    parser.add_argument("--speed", default=180, type=int)
    options = parser.parse_args()
    schemas = check_schemas(options.contract)
    document, channels = check_asyncapi(options.contract, schemas)
    print(f"documents: {len(schemas)} schemas, {len(document['channels'])} channels")
    check_configurations(schemas["configuration"], options.configurations)
    with tempfile.TemporaryDirectory(prefix="footfall-contract.") as name:
        folder = pathlib.Path(name)
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        capture = folder / "shop.pcap"
        subprocess.run(
            [options.programs / "footfall", "simulate", "--minutes", str(options.minutes), "--out", capture], check=True,
            capture_output=True)
        site = Site(options.programs, folder)
        try:
            live(site, capture, options.speed)
            replay(site, capture)
            counts = check_messages(site, schemas, channels)
            retire(site)
        finally:
            site.end()
    for name, count in sorted(counts.items()):
        print(f"  {name}: {count}")
    print(f"messages: {sum(counts.values())} validated")
    for problem in list(dict.fromkeys(problems))[:40]:
        print(f"wrong: {problem}")
    sys.exit(1 if problems else 0)


main()
