"""Serves the playground: python -m playground --token 123456:TEST --port 8081"""

import argparse
import asyncio
from pathlib import Path

from playground import places, saved
from playground.server import Playground
from playground.spec import TRIMMED

SAVED_EVERY = 2.0  # seconds


async def serve(host: str, port: int, tokens: list[str], spec: Path, folder: Path | None) -> None:
    """Raises BrokenWorld."""
    async with Playground(spec, host, port) as telegram:
        world = telegram.world
        if folder:
            saved.load(world, folder)
        for token in tokens:
            if token not in world.bots:
                places.bot(world, token)
        print(f"{world.spec.version} at {telegram.url}", flush=True)
        await (saved.keep(world, folder, SAVED_EVERY) if folder else asyncio.Event().wait())


def main() -> None:
    parser = argparse.ArgumentParser(description="A local Telegram to try the bot with.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", action="append", default=[], help="a bot the server knows from the start")
    parser.add_argument("--spec", type=Path, default=TRIMMED, help="another Bot API specification")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep everything here, and go on with it next time"
    )
    args = parser.parse_args()
    try:
        asyncio.run(serve(args.host, args.port, args.token, args.spec, args.keep))
    except saved.BrokenWorld as broken:
        parser.exit(1, f"{broken}\n")
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
