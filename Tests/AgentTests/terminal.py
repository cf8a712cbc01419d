"""Runs a program on a terminal of its own: terminal.py COLUMNSxLINES[=TEXT],… PROGRAM ARGUMENT…

The terminal has the first size until TEXT has come, then the next; after the last one's TEXT its user presses Ctrl-C. A
size without a TEXT stays to the program's end. Prints what the program wrote, then "\nexit STATUS".
"""

import fcntl
import os
import pty
import struct
import sys
import termios

steps = [step.partition("=") for step in sys.argv[1].split(",")]


def resize(descriptor, size):
    columns, lines = map(int, size.split("x"))
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))


child, terminal = pty.fork()
if child == 0:
    os.environ.setdefault("TERM", "xterm")
    os.execvp(sys.argv[2], sys.argv[2:])
resize(terminal, steps[0][0])
output, seen = b"", 0
while True:
    try:
        piece = os.read(terminal, 65536)
    except OSError:  # the terminal's last user has gone
        piece = b""
    if not piece:
        break
    output += piece
    if steps and steps[0][1] and steps[0][2].encode() in output[seen:]:
        steps.pop(0)
        seen = len(output)
        if steps:
            resize(terminal, steps[0][0])
        else:
            os.write(terminal, b"\x03")
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.stdout.buffer.write(output + b"\nexit %d\n" % status)
