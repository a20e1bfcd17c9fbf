"""What the bot can do for whom, and the few lines for those it does not work for."""

from collections.abc import Sequence

from markupsafe import Markup

from messages.post import Button, Post
from messages.texts import Texts, lines
from metrics.stores import Store

MISTAKES = {
    "unknown_command": "I do not know /{given}. Send /help to see what I can do.",
    "not_understood": "I understand commands and files. Send /help to see what I can do.",
    "old_button": "This button is out of date. Please send the command again.",
    "not_your_store": "You no longer have access to this store.",
}


def help_post(
    store: Store,
    commands: Sequence[tuple[str, str]],
    others: Sequence[str],
    texts: Texts,
    *,
    may_upload: bool,
) -> Post:
    """`commands` are (name, description in English), at most eight; `others` are named only."""
    shown = [Markup("/{} {}").format(name, texts.t(description)) for name, description in commands]
    also = " ".join(f"/{name}" for name in others)
    return Post(
        lines(
            texts.t("<b>Zhanggui</b> keeps the books of {store}.", store=store.name),
            "",
            *shown,
            texts.t("Also: {commands}", commands=also) if also else None,
            "" if may_upload else None,
            texts.t("Send me exports of 生意参谋 or 万相台, or reviews, as files: I read them at once.")
            if may_upload
            else None,
        )
    )


def owner_post(texts: Texts) -> Post:
    """What an owner has to do next, in a group without a store or in private without any store."""
    return Post(
        lines(
            texts.t("<b>One step is left</b>: send /setup in the group of the store's team."),
            texts.t("I then work for this group only. Its admins become managers; others ask them first."),
        )
    )


def stranger_post(texts: Texts) -> Post:
    """The one polite line."""
    return Post(
        texts.t(
            "I work for store teams that have set me up. If yours has, please write to me in its group first."
        )
    )


def which_store_post(stores: Sequence[Store], texts: Texts) -> Post:
    rows = tuple((Button(store.name, f"store:{store.id}"),) for store in stores)
    return Post(texts.t("Which store is this for?"), buttons=rows)


def chosen_store_post(store: Store, texts: Texts) -> Post:
    other = Button(str(texts.t("Another store")), "store:ask")
    return Post(texts.t("Here I work for <b>{store}</b> now.", store=store.name), buttons=((other,),))
