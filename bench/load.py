"""A load generator of our own, so that a fresh machine needs nothing: sixteen connections, one core, no framework.

Each connection sends its next request when the answer to the last one has come. The loop is a bare epoll: about ten
microseconds for each request, so that what is measured is the server.
"""

import array
import itertools
import select
import socket
import time
from dataclasses import dataclass

CONNECTIONS = 16


@dataclass(frozen=True)
class Load:
    """What came of it. Times are milliseconds."""

    answers: int
    per_second: float
    p50: float
    p99: float
    errors: int
    generator_busy: float
    """Share of its core that the generator used: near 1, it is the generator that was measured."""


def request(method, path, headers=None, body=b""):
    """One HTTP request as bytes."""
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        *(f"{k}: {v}" for k, v in (headers or {}).items()),
    ]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def drive(port, requests, seconds=4.0, *, warm_up=1.0, connections=CONNECTIONS, expect=(b"200",)):
    """Send `requests` (an iterable of bytes, drawn one after the other) for so many seconds."""
    drawn = iter(requests) if not isinstance(requests, list) else itertools.cycle(requests)
    poll = select.epoll()
    lanes = {}
    for _ in range(connections):
        lane = socket.create_connection(("127.0.0.1", port))
        lane.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        poll.register(lane.fileno(), select.EPOLLIN)
        lanes[lane.fileno()] = [lane, 0.0, b""]
    took = array.array("d")
    errors = 0
    now = time.perf_counter
    begin = now() + warm_up
    end = begin + seconds
    busy = None
    for lane in lanes.values():
        lane[1] = now()
        lane[0].sendall(next(drawn))
    try:
        while True:
            for fd, _ in poll.poll(5):
                lane = lanes[fd]
                data = lane[0].recv(262_144)
                if not data:
                    raise ConnectionError("the server hung up")
                if lane[2]:
                    data = lane[2] + data
                if not _complete(data):
                    lane[2] = data
                    continue
                at = now()
                if at >= begin:
                    if busy is None:
                        busy = time.process_time()
                    took.append(at - lane[1])
                    if data[9:12] not in expect:
                        errors += 1
                lane[1] = at
                lane[2] = b""
                lane[0].sendall(next(drawn))
            if now() >= end:
                break
    finally:
        busy = (time.process_time() - busy) / (now() - begin) if busy is not None else 0.0
        poll.close()
        for lane in lanes.values():
            lane[0].close()
    ordered = sorted(took)
    return Load(
        answers=len(took),
        per_second=len(took) / seconds,
        p50=_percentile(ordered, 0.5),
        p99=_percentile(ordered, 0.99),
        errors=errors,
        generator_busy=busy,
    )


def _complete(data):
    head = data.find(b"\r\n\r\n")
    if head < 0:
        return False
    at = data.find(b"ontent-length: ", 0, head)
    if at < 0:
        at = data.find(b"ontent-Length: ", 0, head)
    length = int(data[at + 15 : data.find(b"\r", at)]) if at >= 0 else 0
    return len(data) >= head + 4 + length


def _percentile(ordered, share):
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000 if ordered else 0.0
