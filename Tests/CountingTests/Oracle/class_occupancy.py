"""Expected figures of DeviceEstimatorTests: the class-occupancy estimator of the model's evaluation, over whole lists.

Run: python3 class_occupancy.py     (needs numpy; prints one line per minute: scan events, devices)
"""
import collections

import numpy as np

TABLE = """.27 .27 .29 .57|.36 .42 .54 .57|.41 .56 .59 .65 .90|.51 .65 .76 .89 .94 1.20|.48 .75 .91 .97 1.15 1.37
.53 .83 1.08 1.24 1.42 1.49|.41 .83 1.25 1.53 1.61 1.56|.29 .86 1.22 1.69 1.90 1.80|.17 .79 1.13 1.75 2.15 2.19
.16 .64 1.18 1.84 2.45 2.82|.20 .44 .95 2.00 2.84 3.41|.25 .31 .58 1.84 3.19 3.92|.29 .39 .53 1.62 4.23 4.74
.43 .45 .51 1.57 6.14 6.79|.47 .47 .50 3.92 9.45 10.05"""
ROWS = [[float(v) for v in row.split()] for row in TABLE.replace("\n", "|").split("|")]
TAB = np.array([row + row[-1:] * (6 - len(row)) for row in ROWS])
SB = np.r_[0.5, 1.5, 2.5, 3.5, 4.5, 6.5, 8.5, 11.5, 15.5, 20.5, 27.5, 36.5, 50.5, 75.5, 120.5, 1e9]
MASK = (1 << 64) - 1


class SplitMix64:
    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ z >> 27) * 0x94D049BB133111EB) & MASK
        return (z ^ z >> 31) % bound


def frames(seed=20, minutes=40):
    """(milliseconds, address, class): phones that scan with several addresses, some of one class together."""
    chance, out, address = SplitMix64(seed), [], 0
    for phone in range(70):
        kind = 1 if phone < 30 else 2 if phone < 42 else 3 + phone % 9
        begin, stay = chance.below(minutes * 60_000), 60_000 + chance.below(1_500_000)
        period, time = 8_000 + chance.below(120_000), begin
        while time < begin + stay and time < minutes * 60_000:
            at = time
            for _ in range(1 + chance.below(4)):
                address += 1
                for _ in range(1 + chance.below(4)):
                    out.append((at, address, kind))
                    at += 1 + chance.below(300)
            time += period + chance.below(5_000)
    return sorted(out)


def mac_bursts(fr, gap=4.0):
    cur, out = {}, []
    for t, m, sig in fr:
        b = cur.get(m)
        if b is not None and t - b[1] <= gap:
            b[1] = t
        else:
            if b is not None:
                out.append(b)
            cur[m] = [t, t, sig]
    return sorted(out + list(cur.values()), key=lambda b: b[0])


def scan_events(mb, gap=1.2):
    last, out = {}, []
    for b in mb:
        l = last.get(b[2])
        if l is not None and b[0] - l[1] <= gap:
            l[1] = max(l[1], b[1])
        else:
            l = [b[0], b[1], b[2]]
            last[b[2]] = l
            out.append(l)
    return out


def regular(events):
    """Whether each event comes one, two or three periods after the one before of its class: a vote finds the period."""
    state, out = {}, []
    for e in events:
        last, period, votes = state.get(e[2], (None, 0.0, 0))
        gap = e[0] - last if last is not None else 1e9
        periods = max(round(gap / period), 1) if period > 0 else 4
        fits = periods <= 3 and abs(gap - periods * period) <= max(0.5, period / 16)
        if fits:
            period, votes = period + (gap / periods - period) / 4, min(votes + 1, 8)
        elif votes > 0:
            votes -= 1
        else:
            period = gap
        state[e[2]] = (e[0], period, votes)
        out.append(fits)
    return out


def expected(s, busy):
    if s == 0:
        return 0.0
    v = TAB[np.clip(np.searchsorted(SB, s) - 1, 0, len(SB) - 2), min(5, int(busy / 15 * 6))]
    return min(v * s / 90 if s > 75 else v, 40)


def devices(events, clock, t0, t1, known):
    """Where most scans come by a clock, those are one device's. Classes that are not known count from their second scan
    on, and for a fifth of the known ones (or of 5) at most."""
    s, busy = collections.Counter(), collections.defaultdict(set)
    odd, odd_busy = collections.Counter(), collections.defaultdict(set)
    for e, fits in zip(events, clock):
        if t0 <= e[0] < t1:
            s[e[2]] += 1
            busy[e[2]].add(int((e[0] - t0) // 60))
            if not fits:
                odd[e[2]] += 1
                odd_busy[e[2]].add(int((e[0] - t0) // 60))
    total = strange = 0.0
    for k in s:
        v = expected(s[k], len(busy[k]))
        if s[k] >= 4 and 2 * odd[k] <= s[k]:
            v = min(v, max(1, expected(odd[k], len(odd_busy[k]))))
        if k in known:
            total += v
        elif s[k] > 1:
            strange += v
    return sum(s.values()), total + min(strange, max(total, 5) / 5)


def learn(events, minute, heard):
    """When a minute begins, with the 14 before it in the window: which classes have scanned more than once in it."""
    s = collections.Counter(e[2] for e in events if minute * 60 - 840 <= e[0] < minute * 60)
    for k in s:
        heard[k] += s[k] > 1


if __name__ == "__main__":
    heard = frames()
    events = scan_events(mac_bursts([(ms / 1000, m, k) for ms, m, k in heard]))
    print(len(heard), "frames,", len(events), "scan events")
    clock, minutes = regular(events), collections.Counter()
    for minute in range(1, 61):
        known = {k for k in minutes if minutes[k] >= 2}
        print("(%d, %.4f)," % devices(events, clock, minute * 60 - 900, minute * 60, known), end="\n" if minute % 6 == 0 else " ")
        learn(events, minute, minutes)
