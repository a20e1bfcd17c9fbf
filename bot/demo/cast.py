"""The people of the demo, their group and the bot; and how they write, upload and press."""

from dataclasses import dataclass

from bot.demo.quiet import heard
from playground import people, places
from playground.shop.files import ShopFile
from playground.spec import Json
from playground.world import World

TOKEN = "7700000001:demo-on-this-computer-only-not-a-secret"  # noqa: S105 - Telegram knows no such bot
USERNAME = "zhanggui_demo_bot"
BOT_IN = {"zh": "掌柜", "en": "Zhanggui"}
GROUP = -1001234567890
GROUP_IN = {"zh": "松果收纳 · 运营群", "en": "Pinecone Storage team"}
ZONE = "Asia/Shanghai"
LANGUAGE_CODES = {"zh": "zh-hans", "en": "en"}
ALBUM = 10  # files at most, says Telegram
DONE = ("👌", "🤔")  # the bot's reactions on a file it has read, and on one it could not read whole


@dataclass(frozen=True)
class Person:
    id: int
    role: str  # owner, manager, staff, stranger
    zh: str
    en: str

    def name(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


OWNER = Person(1001, "owner", "张掌柜", "Zhang")
MANAGER = Person(1002, "manager", "李经理", "Li")
STAFF = Person(1003, "staff", "小王", "Wang")
STRANGER = Person(1004, "stranger", "陈先生", "Chen")
EVERYBODY = (OWNER, MANAGER, STAFF, STRANGER)


def furnish(world: World, language: str) -> None:
    """The bot, the people, their private chats with it, and their group, in which it is not yet."""
    places.bot(world, TOKEN, USERNAME, privacy=False, first_name=BOT_IN[language])
    for person in EVERYBODY:
        places.user(world, person.id, person.name(language), language_code=LANGUAGE_CODES[language])
        places.private(world, person.id)
    places.chat(
        world,
        GROUP,
        title=GROUP_IN[language],
        creator=OWNER.id,
        admins=[MANAGER.id],
        members=[STAFF.id, STRANGER.id],
        bot="",
    )


class Team:
    """The people in their group. What they do returns when the bot has answered; Stuck where it does not."""

    def __init__(self, world: World) -> None:
        self.world = world

    def says(self, who: Person, text: str) -> int:
        """Something that is not meant for the bot. Returns the message's id."""
        return int(people.send(self.world, GROUP, who.id, text)["message_id"])

    async def asks(self, who: Person, text: str) -> Json:
        """The bot's answer, as the Bot API has it."""
        after = len(self.world.events)
        asked = self.says(who, text)

        def answers(event: Json) -> bool:
            said: Json = event.get("message", {})
            is_answer = said.get("reply_to_message", {}).get("message_id") == asked
            return is_answer and self._is_ours(event, "message")

        answer: Json = (await heard(self.world, answers, after, f"an answer to {text}"))["message"]
        return answer

    async def presses(self, who: Person, message_id: int, data: str) -> None:
        """A button of a message, which the bot then rewrites."""
        after = len(self.world.events)
        people.press(self.world, GROUP, who.id, message_id, data=data)
        await heard(
            self.world,
            lambda event: self._is_ours(event, "edit") and event["message_id"] == message_id,
            after,
            f"an answer to the pressed button {data}",
        )

    def buttons(self, message_id: int, topic: str) -> list[str]:
        """What the buttons of this topic stand for, as the message is now."""
        message = self.world.chat(GROUP).records[message_id].message
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        data = [str(button.get("callback_data", "")) for row in rows for button in row]
        return [one for one in data if one.startswith(topic)]

    async def adds_the_bot(self, who: Person) -> None:
        after = len(self.world.events)
        places.add_bot(self.world, GROUP, who.id)
        await heard(self.world, lambda event: self._is_ours(event, "message"), after, "a greeting")

    async def uploads(self, who: Person, *files: ShopFile) -> None:
        """All at once, as albums; until the bot has read every one of them."""
        after = len(self.world.events)
        sent = [
            people.upload(
                self.world, GROUP, who.id, file.name, file.data, album=f"{who.id}:{after}:{number // ALBUM}"
            )
            for number, file in enumerate(files)
        ]
        for message, file in zip(sent, files, strict=True):
            await self._read(message["message_id"], after, file)

    async def _read(self, message_id: int, after: int, file: ShopFile) -> None:
        def is_read(event: Json) -> bool:
            about = self._is_ours(event, "reaction") and event["message_id"] == message_id
            return about and any(emoji in DONE for emoji in event["reaction"])

        await heard(self.world, is_read, after, f"the receipt of {file.name}")

    @staticmethod
    def _is_ours(event: Json, kind: str) -> bool:
        """Of the bot, in this group."""
        return event["kind"] == kind and event.get("chat_id") == GROUP and event.get("by") == "bot"
