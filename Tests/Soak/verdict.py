"""What has to be true after a soak, however it went."""

import json
import os
import sqlite3


def flat(samples, key, slack):
    """Whether the most of the second half is no more than that of the first, and a little: the first has seen outages."""
    values = [sample[key] for sample in samples[len(samples) // 20 :]]
    if len(values) < 10:
        return [f"{key}: too few samples"]
    half = len(values) // 2
    first, second = max(values[:half]), max(values[half:])
    if second > first * 1.1 + slack:
        return [f"{key} grows: at most {first} in the first half, {second} in the second"]
    return []


def ledger(agent):
    """The ledger of an agent that has ended: whole, and with nothing left in it."""
    path = f"{agent.storage}/outbox.sqlite"
    database = sqlite3.connect(path)
    problems = [f"{path}: {row[0]}" for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
    for table in ("outbox", "visit"):
        (count,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()
        if count:
            problems.append(f"{path}: {count} rows left in {table}")
    damaged = [name for name in os.listdir(agent.storage) if "damaged" in name]
    return problems + [f"{agent.storage}: {name} was set aside" for name in damaged]


def events(witness):
    """Each event once or again the same, in order, without a gap; one beginning and one end for each visit."""
    problems = [f"event {identifier} came in two versions" for identifier in witness.different]
    if not witness.arrivals:
        return ["no event arrived"]
    for source, sequences in witness.arrivals.items():
        if sequences != list(range(1, len(sequences) + 1)):
            wrong = next(index for index, number in enumerate(sequences, 1) if number != index)
            problems.append(f"{source}: event {sequences[wrong - 1]} came as number {wrong} of {len(sequences)}")
    for source, known in witness.events.items():
        started, ended = {}, {}
        for _, payload in known.values():
            event = json.loads(payload)
            counts = {"started": started, "ended": ended}.get(event["type"].rsplit(".", 1)[-1])
            if counts is not None:
                counts[event["subject"]] = counts.get(event["subject"], 0) + 1
        if any(count != 1 for count in started.values()) or started != ended:
            odd = {visit for visit in started.keys() | ended.keys() if started.get(visit) != 1 or ended.get(visit) != 1}
            problems.append(f"{source}: {len(odd)} of {len(started)} visits do not begin once and end once")
    return problems
