"""Runs a program on a terminal of its own: terminal.py COLUMNSxLINES[,COLUMNSxLINES after 1.5 s] SECONDS PROGRAM ARGUMENT…

After SECONDS the terminal's user presses Ctrl-C. Prints what the program wrote, then "\nexit STATUS".
"""

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

sizes = [tuple(map(int, size.split("x"))) for size in sys.argv[1].split(",")]
seconds = float(sys.argv[2])


def resize(descriptor, size):
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))


child, terminal = pty.fork()
if child == 0:
    os.environ.setdefault("TERM", "xterm")
    os.execvp(sys.argv[3], sys.argv[3:])
resize(terminal, sizes[0])
begun = time.monotonic()
is_resized = len(sizes) == 1
is_interrupted = False
output = b""
while True:
    elapsed = time.monotonic() - begun
    if not is_resized and elapsed > seconds / 2:
        resize(terminal, sizes[1])
        is_resized = True
    if not is_interrupted and elapsed > seconds:
        os.write(terminal, b"\x03")
        is_interrupted = True
    if select.select([terminal], [], [], 0.1)[0]:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # the terminal's last user has gone
            piece = b""
        if not piece:
            break
        output += piece
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.stdout.buffer.write(output + b"\nexit %d\n" % status)
