"""An SMTP server on loopback that takes everything and keeps nothing, as fast as Python can: for `bench_sending.py`.

It prints its port. A message is not looked at, only its end is looked for.
"""

import socket
import sys
import threading

END = b"\r\n.\r\n"


def main() -> None:
    listening = socket.create_server(("127.0.0.1", 0), backlog=64)
    print(listening.getsockname()[1], flush=True)
    while True:
        connection, _ = listening.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=talk, args=(connection,), daemon=True).start()


def talk(connection: socket.socket) -> None:
    """Answers commands until the other side leaves."""
    waiting = b""
    connection.sendall(b"220 sink ESMTP\r\n")
    while received := connection.recv(1 << 16):
        waiting += received
        answers = b""
        while b"\r\n" in waiting:
            line, _, waiting = waiting.partition(b"\r\n")
            verb = line[:4].upper()
            if verb == b"EHLO":
                answers += b"250-sink\r\n250 PIPELINING\r\n"
            elif verb == b"DATA":
                connection.sendall(answers + b"354 go on\r\n")
                waiting, answers = message(connection, waiting), b"250 2.0.0 taken\r\n"
            elif verb == b"QUIT":
                connection.sendall(answers + b"221 bye\r\n")
                return
            else:
                answers += b"250 fine\r\n"
        if answers:
            connection.sendall(answers)


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
