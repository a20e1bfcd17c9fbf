"""Serves the playground: python -m playground --token 123456:TEST --port 8081"""

import argparse
import asyncio
from contextlib import suppress
from pathlib import Path

from playground import places
from playground.server import Playground
from playground.spec import TRIMMED


async def serve(host: str, port: int, tokens: list[str], spec: Path) -> None:
    async with Playground(spec, host, port) as telegram:
        for token in tokens:
            places.bot(telegram.world, token)
        print(f"{telegram.world.spec.version} at {telegram.url}", flush=True)
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(description="A local Telegram to try the bot with.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", action="append", default=[], help="a bot the server knows from the start")
    parser.add_argument("--spec", type=Path, default=TRIMMED, help="another Bot API specification")
    args = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(args.host, args.port, args.token, args.spec))


if __name__ == "__main__":
    main()
