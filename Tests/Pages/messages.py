"""What a site says over a broker, made up for the pages: each message as the contract has it (see judged())."""

import datetime
import json
import math
import pathlib
import random

SITE = "corner-shop"
ROOT = pathlib.Path(__file__).resolve().parents[2]
ZONES = ["entrance", "fashion", "cafe", "shoes", "checkout", "fitting-rooms"]
SENSORS = ["door", "window", "counter", "rear", "terrace"]


def at(time):
    return time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03d}Z"


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def interval(estimate):
    if estimate < 5:
        return None
    return {"estimate": estimate, "low": max(5, round(estimate * 0.6)) if estimate > 8 else 0, "high": round(estimate * 1.6)}


def figures(people, coverage="full", calibrated=True):
    withheld = people < 5 and coverage != "unknown"
    return {
        "devices": interval(round(people * 1.3)), "people": interval(people),
        "distinctAddresses": people * 12 if people >= 5 else None, "randomisedShare": 0.93 if people >= 5 else None,
        "coverage": coverage,
        "calibration": {"state": "counter", "factor": 0.78, "uncertainty": 0.06, "ageSeconds": 4300} if calibrated else {"state": "none"},
        "suppressed": "below-k" if withheld else None, "below": 5 if withheld else None,
    }


def occupancy(zone, people, coverage="full", calibrated=True):
    end = now()
    window = {"from": at(end - datetime.timedelta(minutes=15)), "to": at(end)}
    return f"zone/{zone}/occupancy", {"zone": zone, "window": window, **figures(people, coverage, calibrated)}, True


def footfall(zone, start, length, people, coverage="full"):
    base = figures(people, coverage)
    window = {"from": at(start), "to": at(start + datetime.timedelta(seconds=length)), "lengthSeconds": length}
    told = people >= 8
    dwell = {"mean": 640.0 if told else None, "median": 180 + people * 9 if told else None, "p90": 900 + people * 14 if told else None,
             "histogram": [{"fromSeconds": 0, "toSeconds": 120, "count": 6}, {"fromSeconds": 120, "toSeconds": None, "count": 11}] if told else None}
    return f"zone/{zone}/footfall", {
        "zone": zone, "window": window, **base, "entries": people * 3 if told else None, "exits": people * 3 if told else None,
        "captureRate": 0.31 if told else None, "returningShare": None, "passersBy": people * 5 if told else None,
        "visitors": people if told else None, "bounces": None, "dwellSeconds": dwell, "segments": None, "noise": None,
    }, True


def day(zone, scale, seed):
    """A week of hours and a day of quarters, each day alike: shut at night, two peaks, an hour in which nobody listened."""
    generator = random.Random(seed)
    moment = now().replace(minute=0, second=0, microsecond=0)
    for length, count in ((3600, 168), (900, 96)):
        for index in range(count, 0, -1):
            start = moment - datetime.timedelta(seconds=index * length)
            hour = (start.hour + 1) % 24 + start.minute / 60
            is_open = 9 <= hour < 20
            level = (math.exp(-((hour - 12.5) / 2) ** 2) + 1.2 * math.exp(-((hour - 17.5) / 1.6) ** 2)) * scale if is_open else 0
            people = max(0, round(level * generator.uniform(0.8, 1.2)))
            yield footfall(zone, start, length, people, "unknown" if index in (30, 31) else "full")


def sensor(name, state="online", alerts=(), frames=48213, channels=(2412, 2437, 2462, 5180, 5500), last=0.213):
    moment = now()
    yield f"sensor/{name}/status", {"state": state, "at": at(moment), "boot": at(moment - datetime.timedelta(hours=52))}, True
    yield f"sensor/{name}/alert", {"alerts": [
        {"alert": alert, "since": at(moment - datetime.timedelta(minutes=37)), "message": message} for alert, message in alerts]}, True
    yield reported(name)
    if state == "online":
        yield health(name, frames, channels, last)


def health(name, frames, channels=(2412, 2437, 2462, 5180, 5500), last=0.213):
    shares = [(megahertz, round(frames * share)) for megahertz, share in zip(channels, (0.31, 0.36, 0.2, 0.09, 0.04))]
    return f"sensor/{name}/health", {
        "at": at(now()), "uptimeSeconds": 187200, "residentBytes": 14286848, "processorSeconds": 812.4,
        "radios": [{"interface": "footfall1", "frames": frames, "probeRequests": round(frames * 0.98), "malformed": 3, "badFrameChecks": 260,
                    "objections": 0, "withoutLevel": 0, "kernelDrops": 0, "lastFrameAgeSeconds": last, "requestedFrequencyMegahertz": 2437,
                    "effectiveFrequencyMegahertz": 2437, "noiseDBm": -95,
                    "channels": [{"frequencyMegahertz": megahertz, "probeRequests": count} for megahertz, count in shares]}],
        "outbox": {"depth": 0, "oldestAgeSeconds": None, "dropped": {"telemetry": 0, "state": 0, "event": 0}},
        "clock": {"quality": "synchronised"}}, False


def part(version, status="applied", problems=()):
    digest = "3fdba35f04dc8c462986c992bcf875546257113072a909c162f7e470e581e278"
    return {"version": version, "status": status, "problems": list(problems), "at": at(now()), "hash": digest,
            "inForce": {"version": version if status == "applied" else version - 1, "hash": digest}, "pending": None}


def reported(name):
    own = part(13, "rolled-back", [{"path": "broker", "message": "was not reached within 60 s (see fleet.verifyWithinSeconds)"}]) \
        if name == "rear" else part(12)
    return f"sensor/{name}/reported", {**own, "site": part(4)}, True


def site_reported():
    digest = part(4)["hash"]
    sensors = [{"sensor": name, "version": 4, "status": "applied", "hash": digest} for name in SENSORS]
    return "site/configuration/reported", {**part(4), "sensors": sensors}, True


def flow():
    end = now().replace(minute=0, second=0, microsecond=0)
    pairs = [("outside", "entrance", 62), ("entrance", "fashion", 34), ("fashion", "checkout", 19), ("entrance", "shoes", 14),
             ("shoes", "fitting-rooms", 9), ("fashion", "cafe", 12), ("cafe", "outside", 11), ("checkout", "outside", 31)]
    return "site/flow/hour", {"window": {"from": at(end - datetime.timedelta(hours=1)), "to": at(end)}, "basis": "stable",
                              "flows": [{"from": a, "to": b, "count": n} for a, b, n in pairs], "suppressed": "below-k", "below": 5, "noise": None}, True


def sample(name):
    """An event as the contract's own samples have it."""
    document = json.loads((ROOT / f"deploy/contract/schemas/{name}.schema.json").read_text())
    return document["examples"][0]


def visit(kind, zone, basis, number):
    event = sample(f"visit-{kind}")
    event["time"] = at(now())
    data = event["data"]
    data["zone"], data["basis"] = zone, basis
    data["visit"] = event["subject"] = f"0190e2a6-7a2f-7a00-8000-{number:012x}"
    if basis == "consented":
        data["returning"], data["consent"] = False, "loyalty-4711"
    return f"event/visit/{kind}", event, False


def level(zone, to, before):
    event = sample("zone-level")
    event["time"] = at(now())
    event["data"].update({"zone": zone, "level": to, "previousLevel": before})
    return "event/zone/level", event, False


def scene():
    """All that a site has said, with something of everything: withheld, not heard, partly heard, lost, in need of help."""
    for index, zone in enumerate(ZONES):
        yield from day(zone, [26, 34, 18, 12, 22, 4][index], index)
    for zone, people, coverage in (("entrance", 18, "full"), ("fashion", 41, "full"), ("cafe", 12, "degraded"), ("shoes", 9, "full"),
                                   ("checkout", 27, "full"), ("fitting-rooms", 2, "full")):
        yield occupancy(zone, people, coverage)
    yield from sensor("door")
    yield from sensor("window", frames=70120)
    yield from sensor("counter", alerts=[("radio-deaf", "nothing was heard for 10 min though the adapter is there (unplug it and plug it in)")], last=2240.0)
    yield from sensor("rear")
    yield from sensor("terrace", state="offline")
    yield site_reported()
    yield flow()
    for zone, to, before in (("fashion", "busy", "normal"), ("cafe", "normal", "quiet")):
        yield level(zone, to, before)
    yield visit("started", "fashion", "stable", 1)
    yield visit("started", "cafe", "consented", 2)
    yield visit("started", "cafe", "consented", 3)
    yield "counter/camera/reading", {"at": at(now()), "in": 12, "out": 9}, False


def judged(messages):
    """The same messages, once the contract's schemas have found nothing wrong with them."""
    import jsonschema

    kinds = {"zone/occupancy": "zone-occupancy", "zone/footfall": "zone-footfall", "sensor/status": "sensor-status", "sensor/alert": "sensor-alert",
             "sensor/health": "sensor-health", "sensor/reported": "sensor-reported", "site/reported": "site-reported", "site/hour": "site-flow-hour"}
    for topic, payload, retained in messages:
        levels = topic.split("/")
        kind = kinds.get(f"{levels[0]}/{levels[2]}") or (f"visit-{levels[2]}" if levels[1] == "visit" else "zone-level" if levels[1] == "zone" else None)
        if kind:
            schema = json.loads((ROOT / f"deploy/contract/schemas/{kind}.schema.json").read_text())
            jsonschema.Draft202012Validator(schema).validate(payload)
        yield f"footfall/v1/{SITE}/{topic}", payload, retained
