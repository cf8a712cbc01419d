"""A simulated shop with one sensor: live, replayed, killed; and what is left of sensors that retire."""

import signal

from laboratory import until
from verdict import complain

DEVICE = "homeassistant/device/footfall-contract/config"


def live(laboratory, capture, speed):
    """The agent on a live interface, from the first frame to its goodbye; Home Assistant starts meanwhile."""
    tap = laboratory.air(capture, "air0", "--speed", speed)
    agent = laboratory.agent(laboratory.configuration("live"), "--speed", speed)
    until(lambda: laboratory.saw("sensor/live/health"), "the first health message")
    laboratory.begin(tap)
    # The scene is in full swing; a person with a tally is there, too.
    until(lambda: laboratory.saw("zone/live/occupancy"), "the first occupancy")
    laboratory.publish("footfall/v1/contract/counter/tally/reading", '{"occupancy":12,"window":60}')
    until(lambda: laboratory.saw("zone/live/footfall", "3600"), "the first hour", seconds=300)
    announcements = count(laboratory, DEVICE)
    laboratory.publish("homeassistant/status", "online")
    until(lambda: count(laboratory, DEVICE) > announcements, "the second announcement")
    # The interface goes: an alert that is raised.
    tap.stdin.close()
    tap.kill()
    tap.wait()
    until(lambda: laboratory.saw("sensor/live/alert", "radio-missing"), "the alert")
    end(laboratory, agent, "live")


def replay(laboratory, capture):
    """A replay to the broker, and one that is killed, so that the broker speaks for it."""
    laboratory.footfall("replay", "--config", laboratory.configuration("replay"), "--to", "mqtt", capture)
    killed = laboratory.agent(
        laboratory.configuration("killed"), "--to", "mqtt", "--speed", "1", capture, command="replay")
    until(lambda: laboratory.saw("sensor/killed/status", "online"), "the killed one's birth")
    killed.kill()
    until(lambda: laboratory.saw("sensor/killed/status", "offline"), "the will")


def end(laboratory, agent, sensor):
    agent.send_signal(signal.SIGTERM)
    if agent.wait(30) != 0:
        complain(f"the agent of {sensor} did not end well")
    until(lambda: laboratory.saw(f"sensor/{sensor}/status", "stopped"), f"the goodbye of {sensor}")


def count(laboratory, topic):
    return sum(message.topic == topic for message in laboratory.messages())


def retire(laboratory, site, configurations):
    """What sensors have left at the broker is taken away on demand, what the site has once with the last of them."""
    for number, configuration in enumerate(configurations):
        if number + 1 == len(configurations) and not laboratory_keeps(laboratory, f"/{site}/site/configuration/reported"):
            complain(f"what the site {site} has once went before its last sensor")
        laboratory.footfall("retire", "--config", configuration)
    left = [message.topic for message in laboratory.retained() if f"/{site}/" in message.topic or site in message.topic]
    if left:
        complain(f"still retained after footfall retire: {left}")


def laboratory_keeps(laboratory, topic):
    return any(topic in message.topic for message in laboratory.retained())
