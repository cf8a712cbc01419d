"""Checks the published contract with programs that are not the project's own.

    validate.py PROGRAMS CONTRACT CONFIGURATIONS [--minutes N] [--speed N]

PROGRAMS is the folder with footfall and airtap, CONTRACT is deploy/contract; CONFIGURATIONS has lines of the form
{"document":…,"accepted":…}, which the program's own reader has judged. Documents are checked first; then a
simulated shop is heard on a live interface and replayed, and a site of two boxes is configured, commanded and visited,
all through a real mosquitto. Each message that mosquitto_sub sees is validated: payload, topic, quality of service,
retention; and each message of the contract has to be among them. Ends with status 0 and figures, or says what is wrong.
"""

import argparse
import base64
import collections
import json
import pathlib
import signal
import subprocess
import sys
import tempfile

from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

import boxes
import shop
from documents import check_asyncapi, check_configurations, check_schemas
from laboratory import Laboratory
from verdict import complain, problems, validate


def value_of(message, channel):
    """What the schema of a channel judges."""
    if channel.content_type == "application/octet-stream":
        if message.payload[:1] != b"\x01":
            complain(f"{message.topic}: octets of another version than 1")
        return base64.b64encode(message.payload).decode()
    return message.text if channel.content_type == "text/plain" else json.loads(message.payload)


def check_messages(laboratory, schemas, channels):
    counts = collections.Counter()
    sequences, identifiers, visits = {}, set(), collections.defaultdict(list)
    for message in laboratory.messages():
        names = [name for name, channel in channels.items() if channel.address.fullmatch(message.topic)]
        # An empty message clears what was retained.
        if message.topic == "ready" or not message.payload:
            continue
        if len(names) != 1:
            complain(f"{message.topic}: {len(names)} channels have this address")
            continue
        name, channel = names[0], channels[names[0]]
        counts[name] += 1
        if message.quality != channel.quality:
            complain(f"{message.topic}: came with quality of service {message.quality}")
        value = value_of(message, channel)
        if name in schemas:
            validate(schemas[name], value, message.topic)
        if "specversion" in value:
            event = check_event(message.payload, value, sequences, identifiers)
            if event is not None and name.startswith("visit-"):
                check_visit(event, schemas, visits)
    for visit, kinds in visits.items():
        if kinds[0] != "footfall.visit.started.v1" or kinds[-1] != "footfall.visit.ended.v1" or len(kinds) < 2:
            complain(f"a visit went {kinds}")
    for name in set(channels) - set(counts):
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


def check_retained(laboratory, schemas, channels):
    kept = laboratory.retained()
    for message in kept:
        name = next((name for name, channel in channels.items() if channel.address.fullmatch(message.topic)), None)
        if name is None or not channels[name].is_retained:
            complain(f"{message.topic}: is retained and should not be")
        else:
            validate(schemas[name], value_of(message, channels[name]), f"retained {message.topic}")
    for name, channel in channels.items():
        if channel.is_retained and not any(channel.address.fullmatch(message.topic) for message in kept):
            complain(f"nothing is retained of {name}")


def play(laboratory, options, schemas, channels):
    """All scenes on one broker; answers how many messages there were of each kind."""
    capture = laboratory.folder / "shop.pcap"
    laboratory.footfall("simulate", "--minutes", options.minutes, "--out", capture)
    shop.live(laboratory, capture, options.speed)
    shop.replay(laboratory, capture)
    pair = boxes.play(laboratory)
    counts = check_messages(laboratory, schemas, channels)
    check_retained(laboratory, schemas, channels)
    shop.retire(laboratory, "contract", [laboratory.configuration(name) for name in ["live", "replay", "killed"]])
    pair.fleet("withdraw")
    pair.fleet("withdraw", "--sensor", "east")
    shop.retire(laboratory, boxes.SITE, pair.configurations)
    return counts


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
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        laboratory = Laboratory(options.programs, pathlib.Path(name))
        try:
            counts = play(laboratory, options, schemas, channels)
        finally:
            laboratory.end()
    for name, count in sorted(counts.items()):
        print(f"  {name}: {count}")
    print(f"messages: {sum(counts.values())} validated")
    for problem in list(dict.fromkeys(problems))[:40]:
        print(f"wrong: {problem}")
    sys.exit(1 if problems else 0)


main()
