"""Figures of the dashboard: bytes and first paint of the page, processor and memory with a large site and five browsers."""

import os
import time

import messages

ZONES = [f"zone-{number}" for number in range(50)]
SENSORS = [f"sensor-{number}" for number in range(20)]


def processor_seconds(process):
    fields = open(f"/proc/{process.pid}/stat").read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mebibytes(process):
    lines = dict(line.split(":", 1) for line in open(f"/proc/{process.pid}/status") if ":" in line)
    return int(lines["VmRSS"].split()[0]) / 1024


def large_site(index):
    for zone in ZONES:
        yield messages.occupancy(zone, 5 + (index + len(zone)) % 40)
    for number, sensor in enumerate(SENSORS):
        yield messages.health(sensor, 1000 * index + number)
        yield messages.health(sensor, 1000 * index + number + 500)


def run(stage, seconds=60):
    url, process = stage.dashboard()
    time.sleep(1)
    print(f"  memory idle: {resident_mebibytes(process):.1f} MiB")
    sizes = []
    page = stage.browser.new_page()
    page.on("response", lambda answer: sizes.append(answer))
    page.goto(url)
    page.locator("#link", has_text="live").wait_for()
    count = sum(len(answer.body()) for answer in sizes if "/events" not in answer.url)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    print(f"  page: {count} bytes in {len(sizes) - 1} files; first contentful paint {paint:.0f} ms")
    paints = []
    for _ in range(9):
        other = stage.browser.new_context().new_page()
        other.goto(url)
        other.locator("#link", has_text="live").wait_for()
        paints.append(other.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        other.context.close()
    print(f"  first contentful paint, 9 more times: median {sorted(paints)[4]:.0f} ms, worst {max(paints):.0f} ms")
    page.close()
    for sensor in SENSORS:
        stage.publish(*messages.sensor(sensor))
    for zone in ZONES:
        stage.publish(*messages.day(zone, 30, 1))
    pages = [stage.page(url) for _ in range(5)]
    for page in pages:
        page.locator("#link", has_text="live").wait_for()
    before = processor_seconds(process)
    begun = time.monotonic()
    for index in range(max(1, seconds // 60)):
        # A minute of the contract: occupancy of each zone once, health of each sensor twice.
        for said in large_site(index):
            stage.publish(said)
        while time.monotonic() < begun + 60 * (index + 1):
            time.sleep(0.5)
    used = processor_seconds(process) - before
    print(f"  {len(ZONES)} zones, {len(SENSORS)} sensors, {len(pages)} browsers: {100 * used / (time.monotonic() - begun):.2f} % of a "
          f"processor, {resident_mebibytes(process):.1f} MiB")
