"""A real broker on loopback in a network namespace, a witness of all that it hands out, and programs beside them."""

import json
import socket
import subprocess
import sys
import time
from typing import NamedTuple


class Message(NamedTuple):
    """What the witness got."""
    topic: str
    quality: int
    is_retained: bool
    payload: bytes

    @property
    def text(self):
        return self.payload.decode(errors="replace")


class Laboratory:
    """All that it starts is ended with it."""

    # Octets as hexadecimal digits: sightings may hold any.
    FORM = "%t\t%q\t%r\t%x"

    def __init__(self, programs, folder):
        self.programs, self.folder, self.children = programs, folder, []
        settings = folder / "mosquitto.conf"
        settings.write_text("listener 1883 127.0.0.1\nallow_anonymous true\nuser root\nmax_queued_messages 0\n")
        self.start("mosquitto", "-c", settings)
        until(self.answers, "the broker")
        self.record = folder / "record"
        self.start("stdbuf", "-oL", "mosquitto_sub", "-q", "1", "-t", "#", "-F", self.FORM, output=self.record)
        # A retained message is the first thing that a subscriber sees.
        self.publish("ready", "yes", "-r")
        until(lambda: "ready" in self.record.read_text(), "the witness")

    @staticmethod
    def answers():
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", 1883)) == 0

    def start(self, program, *arguments, output=None, **options):
        out = open(output or self.folder / "output", "ab")
        child = subprocess.Popen([program, *map(str, arguments)], stdout=out, stderr=out, **options)
        self.children.append(child)
        return child

    def agent(self, configuration, *more, command="run"):
        return self.start(self.programs / "footfall", command, "--config", configuration, *more)

    def footfall(self, *arguments):
        """Runs the program to its end; answers what it printed."""
        words = [str(self.programs / "footfall"), *map(str, arguments)]
        run = subprocess.run(words, capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f"{' '.join(words)} ended with {run.returncode}: {run.stderr}")
        return run.stdout

    def air(self, capture, interface, *more):
        """An interface on which the capture is played once somebody listens and `begin` was called."""
        output = self.folder / f"tap-{interface}"
        tap = self.start(
            self.programs / "airtap", "--interface", interface, "--wait-for-reader", *more, capture, output=output,
            stdin=subprocess.PIPE)
        until(lambda: "ready" in output.read_text(), f"the interface {interface}")
        return tap

    @staticmethod
    def begin(tap):
        tap.stdin.write(b"\n")
        tap.stdin.flush()

    def publish(self, topic, payload, *more):
        subprocess.run(["mosquitto_pub", "-q", "1", "-t", topic, "-m", payload, *more], check=True)

    def configuration(self, sensor, **members):
        file = self.folder / f"{sensor}.json"
        file.write_text(json.dumps({
            "site": "contract", "sensor": sensor, "capture": {"interface": "air0"}, "health": {"intervalSeconds": 5},
            "zone": {"id": sensor}, "homeAssistant": {"enabled": True},
        } | members))
        return file

    def messages(self):
        return [self.message(line) for line in self.record.read_text().splitlines()]

    @staticmethod
    def message(line):
        topic, quality, retained, payload = line.split("\t")
        return Message(topic, int(quality), retained == "1", bytes.fromhex(payload))

    def saw(self, topic, text=""):
        return any(topic in message.topic and text in message.text for message in self.messages())

    def retained(self):
        """What the broker keeps, as a new subscriber sees it."""
        run = subprocess.run(
            ["mosquitto_sub", "-q", "1", "-t", "#", "--retained-only", "-W", "1", "-F", self.FORM],
            capture_output=True, text=True)
        return [message for message in map(self.message, run.stdout.splitlines()) if message.topic != "ready"]

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
