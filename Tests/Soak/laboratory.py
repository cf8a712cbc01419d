"""The shop of the soak: air, broker, witness and agents, each of which can be taken away and brought back."""

import json
import mmap
import os
import shutil
import signal
import struct
import subprocess
import threading
import time

SITE = "soak"
PORT = 1883


class Missing(Exception):
    """Something that had to happen did not."""


def until(what, condition, seconds=180):
    """Waits until the condition holds. The limit is there only to end a soak that failed."""
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > seconds:
            raise Missing(f"{what} did not happen within {seconds} s")
        time.sleep(0.05)
    return time.monotonic() - begun


class Log:
    """A file that a program writes, as lines."""

    def __init__(self, path):
        self.path = path
        self.lines = []
        self._offset = 0
        self._rest = b""

    def read(self):
        if os.path.exists(self.path):
            with open(self.path, "rb") as file:
                file.seek(self._offset)
                data = file.read()
            self._offset += len(data)
            *lines, self._rest = (self._rest + data).split(b"\n")
            self.lines += [line.decode() for line in lines]
        return self.lines

    def count(self, *texts):
        """How many lines hold all of the texts."""
        return sum(all(text in line for text in texts) for line in self.read())


class Agent:
    """One agent, over its lives. Its clock and its disk are those of the laboratory."""

    def __init__(self, laboratory, name, preload):
        self.laboratory = laboratory
        self.name = name
        self.preload = preload
        self.lives = 0
        self.storage = f"{laboratory.disk}/{name}"
        self.log = Log(f"{laboratory.folder}/{name}.log")
        self.configuration = f"{laboratory.folder}/{name}.json"
        self.process = None
        os.mkdir(self.storage)
        document = {
            "site": SITE,
            "sensor": name,
            "capture": {"interface": "air0"},
            "zone": {"id": name},
            "broker": {"url": f"mqtt://127.0.0.1:{PORT}"},
            "storage": {"directory": self.storage, "maximumMebibytes": 8},
            "fleet": {"keys": [laboratory.fleet_key], "verifyWithinSeconds": 5},
            "health": {"intervalSeconds": 5},
        }
        with open(self.configuration, "w") as file:
            json.dump(document, file)

    def start(self):
        lab = self.laboratory
        words = ["run", "--config", self.configuration, "--speed", str(lab.speed), "--since", str(lab.began)]
        environment = {**os.environ, "LD_PRELOAD": self.preload, "SOAK_BOX": lab.box_file}
        self.process = lab.spawn([lab.program("footfall"), *words], self.log.path, environment)
        self.lives += 1

    def online(self):
        return self.log.count("connecting -> online")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        try:
            return self.process.wait(60)
        except subprocess.TimeoutExpired:
            raise Missing(f"the end of {self.name}") from None

    def sample(self):
        """Resident KiB, threads, descriptors, and KiB on the disk."""
        with open(f"/proc/{self.process.pid}/status") as file:
            fields = dict(line.split(":", 1) for line in file)
        files = [os.path.join(folder, name) for folder, _, names in os.walk(self.storage) for name in names]
        return {
            "resident": int(fields["VmRSS"].split()[0]),
            "threads": int(fields["Threads"]),
            "descriptors": len(os.listdir(f"/proc/{self.process.pid}/fd")),
            "disk": sum(os.stat(file).st_blocks for file in files if os.path.exists(file)) // 2,
        }


class Witness:
    """An independent client that keeps all that the broker hands out of what may not be lost."""

    TOPICS = ["event/#", "sensor/#", "zone/+/footfall"]

    def __init__(self, laboratory):
        self.messages = 0
        self.events = {}  # source: {identifier: (sequence, payload)}
        self.arrivals = {}  # source: [sequence], of first arrivals
        self.duplicates = 0
        self.different = []  # duplicates that are not the same to the last byte
        self.last = {}  # topic: payload
        self.stuck = False
        filters = [word for topic in self.TOPICS for word in ("-t", f"footfall/v1/{SITE}/{topic}")]
        self._process = subprocess.Popen(
            ["mosquitto_sub", "-p", str(PORT), "-c", "-i", "witness", "-q", "1", "-F", "%t %p", *filters],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        laboratory.processes.append(self._process)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self._process.stdout:
            topic, _, payload = line.rstrip(b"\n").partition(b" ")
            self.messages += 1
            self.last[topic.decode()] = payload
            if b"/event/" in topic:
                self._note(payload)

    def _note(self, payload):
        event = json.loads(payload)
        known = self.events.setdefault(event["source"], {})
        earlier = known.get(event["id"])
        if earlier is None:
            known[event["id"]] = (event["sequence"], payload)
            self.arrivals.setdefault(event["source"], []).append(int(event["sequence"]))
            return
        self.duplicates += 1
        if earlier[1] != payload:
            self.different.append(event["id"])

    def document(self, topic):
        payload = self.last.get(f"footfall/v1/{SITE}/{topic}")
        return json.loads(payload) if payload else {}


class Laboratory:
    """Everything, in the network and mount namespace of this process."""

    def __init__(self, programs, folder, capture, speed, preload):
        self.programs = programs
        self.folder = folder
        self.speed = speed
        self.began = int(time.time())
        self.processes = []
        self.capture = capture
        self.fleet_key_file = f"{folder}/fleet.key"
        self.box_file = f"{folder}/box"
        self.disk = f"{folder}/disk"
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        os.mkdir(self.disk)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "soak", self.disk], check=True)
        with open(self.box_file, "wb") as file:
            file.write(bytes(mmap.PAGESIZE))
        self.fleet_key = self.footfall("fleet", "keygen", "--out", self.fleet_key_file).strip()
        self.air = None
        self.broker = None
        self.broker_log = Log(f"{folder}/broker.log")
        self.start_broker()
        self.witness = Witness(self)
        until("the witness", lambda: self.broker_log.count("witness 1 footfall/") > 0)
        self.start_air()
        self.agents = [Agent(self, name, preload) for name in ("steady", "killed")]

    @property
    def steady(self):
        return self.agents[0]

    @property
    def killed(self):
        return self.agents[1]

    def program(self, name):
        return os.path.join(self.programs, name)

    def footfall(self, *words):
        """Runs a command to its end; what it prints."""
        return subprocess.run([self.program("footfall"), *words], check=True, capture_output=True, text=True).stdout

    def spawn(self, words, log, environment=None):
        with open(log, "ab") as output:
            process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment, cwd=self.folder
            )
        self.processes.append(process)
        return process

    def start_broker(self):
        settings = f"{self.folder}/mosquitto.conf"
        with open(settings, "w") as file:
            file.write(
                f"listener {PORT} 127.0.0.1\nallow_anonymous true\nuser root\npersistence true\n"
                f"persistence_location {self.folder}/\nmax_queued_messages 0\n"
                f"log_type information\nlog_type subscribe\nlog_dest file {self.broker_log.path}\n"
            )
        before = self.broker_log.count(" running")
        self.broker = self.spawn(["mosquitto", "-c", settings], f"{self.folder}/broker.out")
        until("the broker's start", lambda: self.broker_log.count(" running") > before)

    def stop_broker(self):
        self.broker.terminate()
        self.broker.wait()

    def start_air(self):
        output = Log(f"{self.folder}/air.log")
        before = output.count("ready")
        words = ["--interface", "air0", "--speed", str(self.speed), "--loop", self.capture]
        self.air = self.spawn([self.program("airtap"), *words], output.path)
        until("the interface", lambda: output.count("ready") > before)

    def stop_air(self):
        self.air.send_signal(signal.SIGTERM)
        self.air.wait()

    def set_clock(self, seconds):
        """Has the agents' clock show so many seconds more than it would otherwise."""
        self._change_box(lambda off, refuses: (off + seconds, refuses))

    def fill_disk(self):
        """There is no room on the disk, and what is there cannot be overwritten."""
        with open(f"{self.disk}/ballast", "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"\0" * 65_536)
            except OSError:
                pass
        self._change_box(lambda off, _: (off, 1))

    def empty_disk(self):
        self._change_box(lambda off, _: (off, 0))
        os.remove(f"{self.disk}/ballast")

    def _change_box(self, change):
        """See box.c."""
        with open(self.box_file, "r+b") as file, mmap.mmap(file.fileno(), mmap.PAGESIZE) as page:
            page[:16] = struct.pack("=qq", *change(*struct.unpack("=qq", page[:16])))

    def close(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.kill()
        subprocess.run(["umount", "-l", self.disk], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)
