"""The token for programs that send files, and what such a program is answered."""

from messages.post import Button, Post
from messages.texts import Texts, lines
from metrics.tokens import TokenLine

MISTAKES = {
    "only_in_private": "A token is a secret: please send me /token in a private chat.",
}
ANSWER_SENTENCES = {
    "no_token": "This token is not known. A manager makes one with /token in a private chat with the bot.",
    "too_often": "Too many files in a minute. Try again in a minute.",
    "too_big": "The file has more than {limit} MB. Export a shorter period.",
    "no_file": "Send one file: as multipart/form-data, or as the body with its name in X-File-Name.",
    "empty": "The file is empty.",
    "too_slow": "The file took too long to arrive. Send it again.",
}


def token_post(known: TokenLine | None, store_id: int, store: str, texts: Texts) -> Post:
    """Whether there is one, and what can be done."""
    head = texts.t("<b>Files from programs: {store}</b>", store=store)
    if known is None:
        make = Button(str(texts.t("Make a token")), f"token:make:{store_id}")
        said = texts.t("There is no token. With one, a program of yours may send this store's files.")
        return Post(lines(head, said), ((make,),))
    renew = Button(str(texts.t("Renew")), f"token:make:{store_id}")
    remove = Button(str(texts.t("Remove")), f"token:remove:{store_id}")
    when = texts.when(known.made_at)
    made = texts.t("{person} made its token on {when}.", person=known.made_by_name, when=when)
    again = texts.t("It cannot be shown again. A new one ends it.")
    return Post(lines(head, made, again), ((renew, remove),))


def secret_text(token: str, store: str, texts: Texts) -> str:
    """The one message that shows it."""
    command = f"curl -H 'Authorization: Bearer {token}' -F file=@report.xlsx http://127.0.0.1:PORT/ingest"
    return lines(
        texts.t("<b>The token of {store}</b>, shown this once:", store=store),
        texts.t("<code>{token}</code>", token=token),
        "",
        texts.t("A program sends a file like this:"),
        texts.t("<code>{command}</code>", command=command),
        "",
        texts.t("PORT is ZHANGGUI_INGEST_PORT; while that is not set, nothing is taken."),
    )


def answer_text(reason: str, texts: Texts, **facts: object) -> str:
    """Plain words for the program's log."""
    return texts.t(ANSWER_SENTENCES[reason], **facts).unescape()
