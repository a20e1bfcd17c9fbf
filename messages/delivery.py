"""What is told in private when a group can no longer be reached; and why the database is refused."""

from messages.post import Post
from messages.texts import Texts, lines

MISTAKES = {
    "database_away": "The database does not answer. Start it, or correct ZHANGGUI_DATABASE_URL. "
    "It said: {said}",
    "database_too_new": "The database was written by a newer version of Zhanggui ({revision}). "
    "Please install that version, or name another database.",
}


def lost_post(store: str, texts: Texts) -> Post:
    return Post(
        lines(
            texts.t("I can no longer write to the group of <b>{store}</b>.", store=store),
            texts.t("I was removed from it, or it is gone. Briefs and alerts have stopped."),
            texts.t("To go on, add me to the group again; nothing has to be set up anew."),
        )
    )


def no_rights_post(store: str, texts: Texts) -> Post:
    return Post(
        lines(
            texts.t("I may not write in the group of <b>{store}</b>: a message was not sent.", store=store),
            texts.t("Please give me the right to send messages, pictures and files there."),
        )
    )
