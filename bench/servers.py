"""The floors: what a server on this machine can do at best. `python -m bench.servers bare --port N ...`."""

import argparse
import os
from pathlib import Path

import uvicorn
from psycopg import AsyncConnection


def bare(body):
    """An ASGI application that only sends bytes."""
    start = {
        "type": "http.response.start",
        "status": 200,
        "headers": [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())],
    }
    answer = {"type": "http.response.body", "body": body}

    async def app(scope, _receive, send):
        if scope["type"] == "http":
            await send(start)
            await send(answer)

    return app


def bare_query(body, url):
    """The same with one prepared query by primary key before it."""
    inner, idle = bare(body), []

    async def app(scope, receive, send):
        if scope["type"] != "http":
            return
        connection = idle.pop() if idle else await AsyncConnection.connect(url, autocommit=True)
        cursor = await connection.execute("SELECT name FROM products WHERE id = %s", (7,), prepare=True)
        await cursor.fetchone()
        idle.append(connection)
        await inner(scope, receive, send)

    return app


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=["bare", "bare-query"])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--body", type=Path, required=True, help="the bytes to answer")
    given = parser.parse_args()
    body = given.body.read_bytes()
    app = bare(body) if given.kind == "bare" else bare_query(body, os.environ["KIOSK_DATABASE_URL"])
    uvicorn.run(app, port=given.port, access_log=False, log_level="warning", lifespan="off")


if __name__ == "__main__":
    main()
