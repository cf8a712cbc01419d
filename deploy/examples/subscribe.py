#!/usr/bin/env python3
"""What happens at a site, from the topics of Footfall: subscribe.py HOST [PORT]

Needs paho-mqtt 2 (pip install paho-mqtt). With TLS and a client certificate: set FOOTFALL_CA, FOOTFALL_CERTIFICATE
and FOOTFALL_KEY to their files.
"""

import json
import os
import sys
from collections import OrderedDict

import paho.mqtt.client as mqtt

TOPICS = [
    "footfall/v1/+/zone/+/occupancy",  # how full it is now, at least each minute; retained
    "footfall/v1/+/zone/+/footfall",  # each closed window; retained
    "footfall/v1/+/event/#",  # visits, levels, offers: CloudEvents
]

seen = OrderedDict()  # the last events: one that is sent again has the id that it had
last_sequence = {}  # of each source: a gap is a loss


def figure(value):
    """A figure with its interval. None is withheld or unknown: it is not zero."""
    return f"{value['estimate']} ({value['low']} to {value['high']})" if value else "withheld or unknown"


def on_connect(client, userdata, flags, reason, properties):
    if reason.is_failure:
        sys.exit(f"refused: {reason}")
    # After each connection anew: the broker may have forgotten.
    client.subscribe([(topic, 1) for topic in TOPICS])


def on_message(client, userdata, message):
    if not message.payload:
        return  # a retained message was taken back
    site, kind, name, channel = message.topic.split("/")[2:6]
    body = json.loads(message.payload)
    if kind == "zone":
        until = body["window"]["to"]
        print(f"{site} {name} until {until}: {figure(body['people'])} people, coverage {body['coverage']}", flush=True)
        return
    if body["id"] in seen:
        return
    seen[body["id"]] = True
    if len(seen) > 10_000:
        seen.popitem(last=False)
    before = last_sequence.get(body["source"])
    if before is not None and body["sequence"] > before + 1:
        print(f"{site}: {body['sequence'] - before - 1} events were lost", flush=True)
    last_sequence[body["source"]] = max(body["sequence"], before or 0)
    data = body["data"]
    if body["type"] == "footfall.zone.level.v1":
        print(f"{site} {data['zone']} is {data['level']} now", flush=True)
    elif body["type"] == "footfall.offer.eligible.v1":
        print(f"{site}: an offer may be made to {data['consent']}", flush=True)
    else:
        print(f"{site}: visit {data['visit'][:8]} {channel}, {data['dwellSeconds']} s so far", flush=True)


def main():
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
    client.on_connect = on_connect
    client.on_message = on_message
    if "FOOTFALL_CA" in os.environ:
        client.tls_set(
            os.environ["FOOTFALL_CA"], os.environ.get("FOOTFALL_CERTIFICATE"), os.environ.get("FOOTFALL_KEY")
        )
    host = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1"
    client.connect(host, int(sys.argv[2]) if len(sys.argv) > 2 else 1883)
    client.loop_forever(retry_first_connection=True)


if __name__ == "__main__":
    main()
