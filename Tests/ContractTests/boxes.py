"""A site of two boxes: shared keys, sightings, the lease, a visit that moves, a consent with an offer, a push, commands."""

import base64
import json
import struct
import time

from cryptography.hazmat.primitives.asymmetric import ed25519, x25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from laboratory import until
from shop import end

SITE = "boxes"
NAMES = ["west", "east"]
WALKER, MEMBER = bytes.fromhex("001122334401"), bytes.fromhex("001122334402")


class Boxes:
    def __init__(self, laboratory):
        self.laboratory = laboratory
        laboratory.footfall("fleet", "keygen", "--out", laboratory.folder / "fleet.key")
        self.fleet_key = json.loads((laboratory.folder / "fleet.key").read_text())["x"]
        (laboratory.folder / "site.json").write_text(json.dumps(self.document()))
        self.configurations = [self.configuration(name) for name in NAMES]

    def configuration(self, name):
        return self.laboratory.configuration(
            name, site=SITE, capture={"interface": name}, siteFile=str(self.laboratory.folder / "site.json"),
            keys={"directory": str(self.laboratory.folder / f"keys-{name}")}, consent={"enabled": True},
            offers={"name": "coffee", "zone": "zone-west", "minimumDwellSeconds": 5},
            fleet={"keys": [self.fleet_key], "verifyWithinSeconds": 20})

    def document(self):
        """Two zones of 16 m side by side, a box in the middle of each."""
        return {
            "site": SITE, "version": 1, "timeZone": "Europe/Berlin",
            "floors": [{"id": "ground", "outline": [[0, 0], [32, 0], [32, 8], [0, 8]]}],
            "zones": [
                {"id": f"zone-{name}", "floor": "ground", "outline": [[x, 0], [x + 16, 0], [x + 16, 8], [x, 8]]}
                for x, name in zip([0, 16], NAMES)],
            "sensors": [
                {"id": name, "floor": "ground", "x": x, "y": 4, "roles": ["sensor", "locator"]} | self.enrol(name)
                for x, name in zip([8, 24], NAMES)],
        }

    def enrol(self, name):
        """A box's own keys, and what the site's document says of them."""
        folder = self.laboratory.folder / f"keys-{name}"
        folder.mkdir(mode=0o700)
        sealing, signing = x25519.X25519PrivateKey.generate(), ed25519.Ed25519PrivateKey.generate()
        (folder / "sealing.key").write_bytes(sealing.private_bytes_raw())
        (folder / "signing.key").write_bytes(signing.private_bytes_raw())
        return {"sealingKey": public_text(sealing), "signingKey": public_text(signing)}

    def fleet(self, command, *more):
        return self.laboratory.footfall("fleet", command, "--broker", "mqtt://127.0.0.1", "--site", SITE, *more)

    def push(self, interval, *more):
        changes = self.laboratory.folder / "changes.json"
        changes.write_text(json.dumps({"health": {"intervalSeconds": interval}}))
        signed = self.laboratory.folder / "signed.json"
        key = self.laboratory.folder / "fleet.key"
        signed.write_text(self.laboratory.footfall("fleet", "sign", "--key", key, changes))
        self.fleet("push", *more, signed)


def public_text(key):
    octets = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def play(laboratory):
    boxes = Boxes(laboratory)
    taps = [laboratory.air(capture(laboratory.folder, box), name) for box, name in enumerate(NAMES)]
    agents = [laboratory.agent(configuration) for configuration in boxes.configurations]
    for name in NAMES:
        until(lambda: laboratory.saw(f"boxes/sensor/{name}/health"), f"the first health message of {name}")
    # A configuration is a new life of the agent: before there is anybody to hear.
    boxes.push(6)
    boxes.push(7, "--sensor", "east")
    boxes.fleet("command", "--key", laboratory.folder / "fleet.key", "--sensor", "west", "diagnose")
    until(lambda: laboratory.saw("boxes/site/configuration/reported", '"sensor":"east"'), "the roll call")
    agree(laboratory)
    for tap in taps:
        laboratory.begin(tap)
    until(lambda: laboratory.saw("boxes/event/offer/eligible", "c-1"), "the offer")
    laboratory.publish("footfall/v1/boxes/consent/app/revoke", '{"consent":"c-1"}')
    until(lambda: laboratory.saw("boxes/event/visit/ended", "revoked"), "the end of the consent")
    until(lambda: laboratory.saw("boxes/event/visit/moved"), "the visit that moves", seconds=120)
    for agent, name in zip(agents, NAMES):
        end(laboratory, agent, name)
    return boxes


def agree(laboratory):
    """Both boxes take the consent: either may be the locator."""
    expiry = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 86_400))
    laboratory.publish("footfall/v1/boxes/consent/app/grant", json.dumps({
        "consent": "c-1", "address": MEMBER.hex(":"), "scopes": ["presence", "offers"], "segment": "18-34",
        "expiresAt": expiry, "evidence": "the app, screen 4",
    }))
    answers = lambda: [m for m in laboratory.messages() if m.topic.endswith("consent/app/ack") and "granted" in m.text]
    until(lambda: len(answers()) == len(NAMES), "the answers to a consent")


def capture(folder, box):
    """What a box hears for two minutes: a member near the first box, and somebody who goes from the first to the second."""
    file = folder / f"{NAMES[box]}.pcap"
    rows = []
    for second in range(0, 120, 4):
        for offset, address, nearest in [(0.0, MEMBER, 0), (0.5, WALKER, 0 if second < 40 else 1)]:
            for frame in range(3):
                level = -38 - 30 * abs(box - nearest)
                rows.append((second + offset + 0.02 * frame, request(address, level, second * 4 + frame)))
    with file.open("wb") as out:
        # Source: pcap-savefile(5); 127 is LINKTYPE_IEEE802_11_RADIOTAP.
        out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65_535, 127))
        for moment, octets in sorted(rows):
            whole = int(moment)
            out.write(struct.pack("<IIII", 1_700_000_000 + whole, round((moment - whole) * 1e6), len(octets), len(octets)))
            out.write(octets)
    return file


def request(address, level, sequence):
    """A probe request for any network under a radiotap header with flags, channel and signal."""
    radiotap = bytes.fromhex("00000f002a00000000008509a000") + struct.pack("b", level)
    header = bytes.fromhex("40000000") + b"\xff" * 6 + address + b"\xff" * 6 + struct.pack("<H", (sequence << 4) & 0xFFFF)
    return radiotap + header + bytes.fromhex("000001080204 0b160c121824 32043048606c".replace(" ", ""))
