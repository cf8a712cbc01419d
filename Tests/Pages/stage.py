"""A real broker, the real dashboard and a real browser, each ended with this."""

import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import time

import paho.mqtt.client as mqtt
from playwright.sync_api import sync_playwright

import messages

HERE = pathlib.Path(__file__).resolve().parent


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def eventually(condition, what, seconds=60):
    """Waits until something holds; the limit is there only to end what failed."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(f"gave up waiting for {what}")


class Stage:
    def __init__(self, programs):
        self.programs = pathlib.Path(programs)
        self.folder = tempfile.TemporaryDirectory(prefix="footfall-pages-")
        self.path = pathlib.Path(self.folder.name)
        self.broker_port = free_port()
        self.processes = []
        self.broker = None
        self.heard = []

    def __enter__(self):
        self.start_broker()
        self.client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
        self.client.on_connect = lambda client, *_: client.subscribe("footfall/v1/+/counter/+/reading", 1)
        self.client.on_message = lambda _, __, message: self.heard.append((message.topic, json.loads(message.payload)))
        self.client.max_queued_messages_set(0)
        self.client.connect("127.0.0.1", self.broker_port)
        self.client.loop_start()
        eventually(self.client.is_connected, "a connection to the broker")
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"])
        return self

    def __exit__(self, *_):
        self.browser.close()
        self.playwright.stop()
        self.client.loop_stop()
        for process in list(self.processes):
            self.stop(process)
        self.folder.cleanup()

    def start_broker(self):
        settings = self.path / "mosquitto.conf"
        settings.write_text(f"listener {self.broker_port} 127.0.0.1\nallow_anonymous true\npersistence true\n"
                            f"persistence_location {self.path}/\nuser root\nmax_queued_messages 0\nlog_dest none\n")
        self.broker = self.start(["/usr/sbin/mosquitto", "-c", str(settings)])
        eventually(self.broker_answers, "the broker")

    def broker_answers(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.broker_port)) == 0

    def stop_broker(self):
        self.stop(self.broker)

    def start(self, words, **more):
        process = subprocess.Popen(words, **more)
        self.processes.append(process)
        return process

    def stop(self, process):
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        self.processes.remove(process)

    def dashboard(self, *options, site=messages.SITE):
        """Starts a dashboard; gives its address and its process."""
        errors = tempfile.NamedTemporaryFile(dir=self.path, delete=False)
        words = [str(self.programs / "footfall-dashboard"), "--broker", f"mqtt://127.0.0.1:{self.broker_port}",
                 "--site", site, "--listen", "127.0.0.1:0", *options]
        process = self.start(words, stderr=errors)
        found = []

        def speaks():
            found[:] = re.findall(r"open (http\S+)", pathlib.Path(errors.name).read_text())
            return found or process.poll() is not None

        eventually(speaks, "the dashboard")
        assert found, pathlib.Path(errors.name).read_text()
        return found[0], process

    def publish(self, *said):
        """Publishes messages of the contract, and waits until the broker has them."""
        for topic, payload, retained in messages.judged(said):
            handle = self.client.publish(topic, json.dumps(payload), qos=1, retain=retained)
        handle.wait_for_publish(30)

    def publish_raw(self, topic, payload, retained=False):
        self.client.publish(f"footfall/v1/{messages.SITE}/{topic}", payload, qos=1, retain=retained).wait_for_publish(30)

    def page(self, url, size=(1280, 800), dark=False, errors=None, **more):
        """A page in a browser of its own; what goes wrong in it is noted in `errors`."""
        context = self.browser.new_context(viewport={"width": size[0], "height": size[1]}, accept_downloads=True,
                                           color_scheme="dark" if dark else "light", **more)
        page = context.new_page()
        noted = errors if errors is not None else []
        page.on("console", lambda message: noted.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: noted.append(str(error)))
        page.on("request", lambda request: noted.append(f"asks {request.url}")
                if not request.url.startswith((url, "blob:", "data:")) else None)
        page.add_init_script("addEventListener('securitypolicyviolation', (event) => console.error('CSP: ' + event.violatedDirective))")
        page.goto(url)
        return page
