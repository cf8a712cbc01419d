"""What the soak does to the shop. Each fault is over when it was seen by what it should be seen by, and healed."""

import base64
import json
import subprocess
import time

from laboratory import PORT, SITE, Missing, until


def broker_restart(lab, chance):
    """The broker is away for a while; both agents come back to it by themselves."""
    before = [agent.online() for agent in lab.agents]
    lab.stop_broker()
    time.sleep(chance.uniform(0.5, 5))
    lab.start_broker()
    for agent, count in zip(lab.agents, before):
        until(f"{agent.name} online again", lambda: agent.online() > count)


def adapter_loss(lab, chance):
    """The interface is unplugged; both agents say so, and listen again when it is back."""
    lost = [agent.log.count("capture lost") for agent in lab.agents]
    back = [agent.log.count("listening capture=") for agent in lab.agents]
    lab.stop_air()
    for agent, count in zip(lab.agents, lost):
        until(f"{agent.name} misses the radio", lambda: agent.log.count("capture lost") > count)
        until(f"the alert of {agent.name}", lambda: raises(lab, agent, "radio-missing"))
    time.sleep(chance.uniform(0, 4))
    lab.start_air()
    for agent, count in zip(lab.agents, back):
        until(f"{agent.name} listens again", lambda: agent.log.count("listening capture=") > count)
        until(f"the alert of {agent.name} is taken back", lambda: not raises(lab, agent, "radio-missing"))


def clock_jump(lab, chance):
    """The clock is set, by a quarter of an hour to half a day of the agents' time, forwards or back."""
    before = [agent.log.count("clock was set") for agent in lab.agents]
    lab.set_clock(chance.choice([-1, 1]) * chance.randint(6, 24))
    for agent, count in zip(lab.agents, before):
        until(f"{agent.name} sees the clock set", lambda: agent.log.count("clock was set") > count)


def disk_full(lab, chance):
    """The disk takes nothing for a while; both agents say so, keep events in memory, and write them after."""
    failing = [agent.log.count("storage", "kept -> failing") for agent in lab.agents]
    kept = [agent.log.count("storage", "failing -> kept") for agent in lab.agents]
    lab.fill_disk()
    try:
        for agent, count in zip(lab.agents, failing):
            until(f"{agent.name} misses the disk", lambda: agent.log.count("storage", "kept -> failing") > count)
            until(f"the alert of {agent.name}", lambda: raises(lab, agent, "storage-failing"))
        time.sleep(chance.uniform(0, 2))
    finally:
        lab.empty_disk()
    for agent, count in zip(lab.agents, kept):
        until(f"{agent.name} writes again", lambda: agent.log.count("storage", "failing -> kept") > count)
        until(f"the alert of {agent.name} is taken back", lambda: not raises(lab, agent, "storage-failing"))


def killed(lab, chance):
    """One agent is killed; the broker says so, and it goes on with its ledger."""
    agent = lab.killed
    before = agent.online()
    agent.kill()
    until("the last will", lambda: lab.witness.document(f"sensor/{agent.name}/status").get("state") == "offline")
    time.sleep(chance.uniform(0, 2))
    agent.start()
    until("the killed agent is online", lambda: agent.online() > before)
    until("and says so", lambda: lab.witness.document(f"sensor/{agent.name}/status").get("state") == "online")


def good_configuration(lab, chance):
    """A configuration that works is applied."""
    agent = chance.choice(lab.agents)
    changes = {
        "health": {"intervalSeconds": 5},
        "presence": {"idleAfterSeconds": chance.randint(240, 360), "endAfterSeconds": chance.randint(600, 900)},
    }
    push(lab, agent, changes, expected=0)
    expect_report(lab, agent, "applied")


def bad_configuration(lab, chance):
    """A configuration that is forged, names a file that is not there, or loses the broker, is refused or taken back."""
    agent = chance.choice(lab.agents)
    kind = chance.choice(["forged", "missing file", "lost broker"])
    if kind == "forged":
        push(lab, agent, {"health": {"intervalSeconds": 60}}, expected=1, forge=True)
        expect_report(lab, agent, "rejected")
    elif kind == "missing file":
        broker = {"url": "mqtts://127.0.0.1:8883", "caFile": "/nowhere/ca.pem"}
        push(lab, agent, {"broker": broker}, expected=1)
        expect_report(lab, agent, "rejected")
    else:
        push(lab, agent, {"broker": {"url": "mqtt://127.0.0.1:1999"}}, expected=1)
        expect_report(lab, agent, "rolled-back")


ALL = [broker_restart, adapter_loss, clock_jump, disk_full, killed, good_configuration, bad_configuration]


def raises(lab, agent, alert):
    active = lab.witness.document(f"sensor/{agent.name}/alert").get("alerts", [])
    return any(entry["alert"] == alert for entry in active)


def expect_report(lab, agent, status):
    until(
        f"{agent.name} reports {status}",
        lambda: lab.witness.document(f"sensor/{agent.name}/reported").get("status") == status,
    )


version = 0


def push(lab, agent, changes, expected, forge=False):
    """Signs and pushes as a fleet manager does; `expected` is the status that the command has to end with."""
    global version
    version += 1
    file, signed = f"{lab.folder}/changes.json", f"{lab.folder}/changes.jws"
    with open(file, "w") as output:
        json.dump(changes, output)
    message = lab.footfall("fleet", "sign", file, "--key", lab.fleet_key_file, "--document-version", str(version))
    if forge:
        document = json.loads(message)
        signature = bytearray(base64.urlsafe_b64decode(document["signature"] + "=="))
        signature[7] ^= 1
        document["signature"] = base64.urlsafe_b64encode(signature).rstrip(b"=").decode()
        message = json.dumps(document)
    with open(signed, "w") as output:
        output.write(message)
    words = ["fleet", "push", "--broker", f"mqtt://127.0.0.1:{PORT}", "--site", SITE, "--sensor", agent.name, signed]
    result = subprocess.run([lab.program("footfall"), *words], capture_output=True, text=True)
    if result.returncode != expected:
        raise Missing(f"status {expected} of a push to {agent.name}: {result.returncode} {result.stderr}")
