"""Forwards each TCP connection to the next of several local ports that answers: balancer.py LISTEN PORT..."""

import asyncio
import itertools
import sys

LISTEN, *PORTS = map(int, sys.argv[1:])
TURNS = itertools.count()


async def pump(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


async def serve(reader, writer):
    first = next(TURNS)
    for step in range(len(PORTS)):
        try:
            far = await asyncio.open_connection("127.0.0.1", PORTS[(first + step) % len(PORTS)])
        except OSError:
            continue
        await asyncio.gather(pump(reader, far[1]), pump(far[0], writer))
        return
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", LISTEN, backlog=1024)
    await server.serve_forever()


asyncio.run(main())
