"""What somebody wants: an update read as commands, files, answers and pressed buttons."""

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass

import telegram
from sqlalchemy.orm import Session
from telegram.constants import ChatType

from chat.context import Answer, Button, Command, Context, Handler, Member
from chat.house import House
from metrics.mistakes import Mistake
from metrics.stores import Role
from storage import outbox

COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?$", re.DOTALL)
LOOKS, LOOKED_EVERY = 60, 0.05  # seconds: for so long Telegram may keep from us that we have spoken
TABLES = (".xls", ".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".zip")


@dataclass(frozen=True)
class Wish:
    """A handler, who may call it, and what it is told. `command` is empty for files, answers and buttons."""

    handler: Handler
    role: Role
    args: tuple[str, ...] = ()
    text: str = ""
    command: str = ""
    topic: str = ""  # of the message that was answered
    store_id: int | None = None  # of the message that was answered, or whose button was pressed


class Wishes:
    """Reads updates. Knows all commands, buttons and answers, and who handles files."""

    def __init__(
        self,
        house: House,
        commands: Iterable[Command],
        buttons: Iterable[Button],
        answers: Iterable[Answer],
        documents: Handler,
    ) -> None:
        self.house = house
        self.commands = {command.name: command for command in commands}
        self.buttons = {button.topic: button for button in buttons}
        self.answers = {answer.topic: answer for answer in answers}
        self.documents = documents

    def may_hold_one(self, update: telegram.Update) -> bool:
        """Whether the database need be asked at all: people in a group mostly talk to one another."""
        message = update.message
        if message is None or message.chat.type == ChatType.PRIVATE:
            return True
        writer = message.reply_to_message.from_user if message.reply_to_message else None
        answers_us = writer is not None and writer.id == self.house.bot.id
        return answers_us or is_table(message.document) or self._spoken(message) is not None

    async def read(self, context: Context) -> tuple[Wish, ...]:
        """All wishes, in order: a file comes before the command in its caption."""
        message = context.update.message
        if message is None:
            return (await self._pressed(context),)
        wishes = []
        private = context.chat.kind == ChatType.PRIVATE
        sent = (message.document or message.photo) if private else is_table(message.document)
        if sent:
            wishes.append(Wish(self.documents, Role.STAFF))
        spoken, answer = self._spoken(message), None
        if spoken is None or spoken[0] not in self.commands:  # a password may begin with a slash
            answer = await self._answered(context, message)
        if answer is not None:
            wishes.append(answer)
        elif spoken is not None:
            wishes.append(self._commanded(*spoken))
        if not wishes and private:
            wishes.append(Wish(not_understood, Role.VIEWER))
        return tuple(wishes)

    def _spoken(self, message: telegram.Message) -> tuple[str, str] | None:
        """The command and the words behind it; None where there is none, or it is meant for another bot."""
        match = COMMAND.match((message.text or message.caption or "").strip())
        if match is None:
            return None
        name, to, words = match[1].lower(), (match[2] or "").lower(), (match[3] or "").strip()
        if to and to != self.house.bot.username.lower():
            return None
        addressed = bool(to) or message.chat.type == ChatType.PRIVATE
        return (name, words) if addressed or name in self.commands else None

    def _commanded(self, name: str, words: str) -> Wish:
        topic, *rest = words.split("_")
        if name == "start" and topic in self.buttons:  # a link of ours: `?start=topic_store_…`
            button = self.buttons[topic]
            store_id = int(rest[0]) if rest and rest[0].isdecimal() else None
            return Wish(button.handler, button.role, tuple(rest), store_id=store_id)
        command = self.commands.get(name)
        if command is None:
            return Wish(unknown_command, Role.VIEWER, (name,), command=name)
        return Wish(command.handler, command.role, tuple(words.split()), words, name)

    async def _answered(self, context: Context, message: telegram.Message) -> Wish | None:
        if message.reply_to_message is None or message.text is None:
            return None
        topic, store_id = await self._about(context.chat.id, message.reply_to_message.message_id)
        head, *rest = topic.split(":")
        answer = self.answers.get(head)
        if answer is None:
            return None
        return Wish(answer.handler, answer.role, tuple(rest), message.text, topic=topic, store_id=store_id)

    async def _pressed(self, context: Context) -> Wish:
        query = context.update.callback_query
        head, *rest = (query.data or "").split(":") if query else [""]
        button = self.buttons.get(head)
        if button is None or context.message is None:
            return Wish(old_button, Role.VIEWER)
        _, store_id = await self._about(context.chat.id, context.message.message_id)
        return Wish(button.handler, button.role, tuple(rest), store_id=store_id)

    async def _about(self, chat_id: int, message_id: int) -> tuple[str, int | None]:
        """What a message of ours is about: its topic and its store.

        Somebody may answer it before Telegram has told us that it is there, and is waited for then.
        """
        known, topic, store_id = await self.house.read(_about, chat_id, message_id)
        for _ in range(LOOKS):
            if known:
                break
            await asyncio.sleep(LOOKED_EVERY)
            known, topic, store_id = await self.house.read(_about, chat_id, message_id)
        return topic, store_id


def is_table(document: telegram.Document | None) -> bool:
    """Whether a file is meant for us: in a group people send one another all kinds of files."""
    return document is not None and (document.file_name or "").lower().endswith(TABLES)


async def unknown_command(context: Context, _member: Member) -> None:
    raise Mistake("unknown_command", given=context.args[0])


async def not_understood(_context: Context, _member: Member) -> None:
    raise Mistake("not_understood")


async def old_button(_context: Context, _member: Member) -> None:
    raise Mistake("old_button")


def _about(session: Session, chat_id: int, message_id: int) -> tuple[bool, str, int | None]:
    """Whether it is not one that is just being sent, its topic and its store."""
    known = not outbox.is_expecting(session, chat_id, message_id)
    return known, outbox.topic_of(session, chat_id, message_id), outbox.store_of(session, chat_id, message_id)
