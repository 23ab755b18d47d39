"""Runs a program on a terminal: lines of "expected text<TAB>what to type then" as argument one.

Prints all that the terminal showed and a last line "exit N". \\r, \\x10 and the like are escapes.
"""
import codecs
import fcntl
import os
import pty
import select
import struct
import sys
import termios

TIMEOUT_S = 60


def main():
    steps = [line.split("\t") for line in sys.argv[1].split("\n")]
    pid, terminal = pty.fork()
    if pid == 0:
        # The size is there before the program asks for it.
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 33, 111, 0, 0))
        os.execv(sys.argv[2], sys.argv[2:])
    shown, searched = b"", 0
    for expected, typed in steps:
        while expected.encode() not in shown[searched:]:
            data = read(terminal)
            if data is None:
                sys.exit(f"{expected!r} never came: {shown!r}")
            shown += data
        searched = len(shown)
        os.write(terminal, codecs.decode(typed, "unicode_escape").encode("latin-1"))
    while (data := read(terminal)) is not None:
        shown += data
    print(shown.decode(errors="replace"))
    print("exit", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def read(terminal):
    ready, _, _ = select.select([terminal], [], [], TIMEOUT_S)
    if not ready:
        return None
    try:
        return os.read(terminal, 65536) or None
    except OSError:  # EIO: the other side is closed
        return None


main()
