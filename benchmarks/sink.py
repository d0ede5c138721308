"""An SMTP server on loopback that takes everything and keeps nothing, as fast as Python can: for `bench_sending.py`.

It prints its port. A message is not looked at, only its end is looked for. `--delay MS` answers so much later, as over
a line with that round trip: what comes meanwhile is read, so that only waiting for answers takes longer.
"""

import queue
import socket
import sys
import threading
from time import monotonic, sleep

END = b"\r\n.\r\n"


DELAY_S = float(sys.argv[2]) / 1000 if sys.argv[1:2] == ["--delay"] else 0.0


def main() -> None:
    listening = socket.create_server(("127.0.0.1", 0), backlog=64)
    print(listening.getsockname()[1], flush=True)
    while True:
        connection, _ = listening.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=talk, args=(connection,), daemon=True).start()


class Line:
    """Answers on their way, as late as the line is long."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._waiting: queue.Queue[tuple[float, bytes]] = queue.Queue()
        if DELAY_S:
            threading.Thread(target=self._run, daemon=True).start()

    def send(self, answer: bytes) -> None:
        if DELAY_S:
            self._waiting.put((monotonic() + DELAY_S, answer))
        else:
            self._connection.sendall(answer)

    def _run(self) -> None:
        while True:
            due, answer = self._waiting.get()
            sleep(max(due - monotonic(), 0))
            try:
                self._connection.sendall(answer)
            except OSError:
                return


def talk(connection: socket.socket) -> None:
    """Answers commands until the other side leaves."""
    line, waiting = Line(connection), b""
    line.send(b"220 sink ESMTP\r\n")
    while received := connection.recv(1 << 16):
        waiting += received
        answers = b""
        while b"\r\n" in waiting:
            command, _, waiting = waiting.partition(b"\r\n")
            verb = command[:4].upper()
            if verb == b"EHLO":
                answers += b"250-sink\r\n250 PIPELINING\r\n"
            elif verb == b"DATA":
                line.send(answers + b"354 go on\r\n")
                waiting, answers = message(connection, waiting), b"250 2.0.0 taken\r\n"
            elif verb == b"QUIT":
                line.send(answers + b"221 bye\r\n")
                return
            else:
                answers += b"250 fine\r\n"
        if answers:
            line.send(answers)


def message(connection: socket.socket, begun: bytes) -> bytes:
    """What came behind the message."""
    parts, tail = [begun], begun[-5:]
    while END not in tail:
        received = connection.recv(1 << 18)
        if not received:
            sys.exit()
        parts.append(received)
        tail = tail[-4:] + received if len(received) < 4096 else received[-4096:]
    return b"".join(parts[-2:]).rpartition(END)[2]


if __name__ == "__main__":
    main()
