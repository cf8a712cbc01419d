"""Runs the Python example for integrators against a real broker: subscriber.py EXAMPLES PROGRAMS

Messages come from a replay of a simulated shop, and from the contract's examples where a replay has none.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time

examples, programs = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def publish(topic, payload):
    subprocess.run(["mosquitto_pub", "-h", "127.0.0.1", "-q", "1", "-t", topic, "-m", json.dumps(payload)], check=True)


def wait(condition, what):
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    sys.exit(f"never: {what}\n{output.read_text()}")


def is_there():
    probe = ["mosquitto_pub", "-h", "127.0.0.1", "-t", "probe", "-m", "1"]
    return subprocess.run(probe, capture_output=True).returncode == 0


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    output = folder / "output"
    output.touch()
    (folder / "broker.conf").write_text("listener 1883 127.0.0.1\nallow_anonymous true\n")
    broker = subprocess.Popen(["/usr/sbin/mosquitto", "-c", folder / "broker.conf"], stderr=subprocess.DEVNULL)
    client = None
    try:
        wait(is_there, "a broker")
        footfall = programs / "footfall"
        subprocess.run([footfall, "simulate", "--minutes", "40", "--out", folder / "shop.pcap"], check=True)
        (folder / "replay.yaml").write_text(
            "site: shop-12\nsensor: entrance\ncapture:\n  interface: replay\nzone:\n  id: shop\n")
        client = subprocess.Popen(
            [sys.executable, examples / "subscribe.py", "127.0.0.1"], stdout=output.open("w"), stderr=subprocess.STDOUT)
        probe = {"coverage": "full", "people": None, "window": {"to": "now"}}

        def is_subscribed():
            publish("footfall/v1/probe/zone/shop/occupancy", probe)
            return "probe shop until now: withheld or unknown people" in output.read_text()

        wait(is_subscribed, "a subscription")
        subprocess.run(
            [footfall, "replay", "--config", folder / "replay.yaml", "--to", "mqtt", "--seed", "1",
             folder / "shop.pcap"], check=True)
        contract = json.loads(subprocess.run([footfall, "contract"], check=True, capture_output=True).stdout)
        for kind, sequence in [("zone-level", 1), ("zone-level", 1), ("offer-eligible", 5)]:
            message = contract["components"]["messages"][kind]["examples"][0]["payload"]
            message |= {"source": "/footfall/shop-12/other", "sequence": sequence}
            message["data"] |= {"zone": "hall"}
            publish(contract["channels"][kind]["address"].format(site="shop-12"), message)
        wait(lambda: "an offer may be made to c-7f31a0" in output.read_text(), "an offer")
        text = output.read_text()
        for line in ["shop-12 shop until ", " people, coverage ", "started, ", "ended, ", "3 events were lost"]:
            if line not in text:
                sys.exit(f"not told: {line}\n{text}")
        if text.count("shop-12 hall is normal now") != 1 or text.count("3 events were lost") != 1:
            sys.exit(f"not once:\n{text}")
        print("told: people, visits, levels, offers, a gap")
    finally:
        for process in filter(None, [client, broker]):
            process.kill()  # where signals are blocked, as below a test, nothing gentler arrives
            process.wait()
