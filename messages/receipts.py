"""One receipt for files that were sent together: what became of each, in a line or two."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup, escape

from messages.post import Button, Post
from messages.texts import Texts, lines, shorten
from messages.uploads import counts_line, headline_lines, refusal_sentence, verdict_line
from metrics.mistakes import Mistake
from metrics.service import ConsultedHeadline
from metrics.sources import SourcesHeadline, WordsHeadline
from metrics.uploads import GroupLine, Receipt, UploadState

NAME_CELLS = 24
INBOX_CELLS = 30
LISTS = (SourcesHeadline, WordsHeadline, ConsultedHeadline)  # headlines that begin with "…:", then a list


def group_post(files: Sequence[GroupLine], texts: Texts) -> Post:
    """Grows while the files are read: the verdict on all of them, what was stored, then what was not."""
    stored = sum(file.state == UploadState.STORED for file in files)
    back = Button(str(texts.t("Take back …")), "upload:all")
    kept = [said_of(file) for file in files if file.said and file.state == UploadState.STORED]
    others = [said_of(file) for file in files if file.said and file.state != UploadState.STORED]
    body = [part for one in ([lines(*kept)] if kept else []) + others for part in ("", one)]
    return Post(lines(head_line(files, stored, texts), *body), ((back,),) if stored else (), silent=True)


def said_of(file: GroupLine) -> Markup:
    return Markup(file.said)  # noqa: S704  our own words, escaped when made


def head_line(files: Sequence[GroupLine], stored: int, texts: Texts) -> Markup:
    count, waiting = len(files), sum(file.state == UploadState.WAITING for file in files)
    if waiting:
        done = texts.count(count - waiting)
        return texts.t("⏳ <b>{done} of {count} files read</b>", done=done, count=texts.count(count))
    if stored == count:
        return texts.t("✅ <b>All {count} files stored</b>", count=texts.count(count))
    stored_text = texts.count(stored)
    return texts.t("⚠️ <b>{stored} of {count} files stored</b>", stored=stored_text, count=texts.count(count))


def stored_line(receipt: Receipt, texts: Texts) -> Markup:
    """A file that was stored, in two lines: its headline figure where all is new, else what it changed."""
    count, counts = receipt.rejected, receipt.counts
    rejected = texts.n("{count} row rejected", "{count} rows rejected", count) if count else None
    figures = [line for line in headline_lines(receipt.headline, texts) if line]
    if isinstance(receipt.headline, LISTS):
        figures = [lines(*figures[:2])] if len(figures) > 1 else []
    if receipt.changed_nothing:
        told = texts.t("nothing new in it")
    elif figures and not counts.changed:
        told = figures[0]
    else:
        told = counts_line(counts, texts)
    return lines(verdict_line(receipt, texts), told, rejected)


def refused_line(file_name: str, mistake: Mistake, texts: Texts) -> Markup:
    return lines(named(file_name, texts), refusal_sentence(mistake, texts))


def asked_line(file_name: str, texts: Texts) -> Markup:
    """A file about which a card of its own asks."""
    return lines(named(file_name, texts), texts.t("please answer my question about it"))


def ignored_line(names: Sequence[str], texts: Texts) -> Markup:
    """What came in the same file and is no export that anybody knows."""
    shown = Markup("\n").join(shorten(name, NAME_CELLS) for name in names)
    return lines(texts.t("Left out, I know no such table:"), shown)


def from_inbox(post: Post, file_name: str, texts: Texts) -> Post:
    """Nobody sent it in the chat: its receipt answers no message, and says which file it is about."""
    return said_whence(post, texts.t("📁 From the inbox folder"), file_name)


def from_program(post: Post, file_name: str, texts: Texts) -> Post:
    """The same for a file that came by POST /ingest."""
    return said_whence(post, texts.t("📥 Sent by a program"), file_name)


def said_whence(post: Post, whence: Markup, file_name: str) -> Post:
    shown = Markup("{}").format(shorten(file_name, INBOX_CELLS))
    name = None if escape(file_name) in post.text else shown
    return replace(post, text=lines(post.text, "", whence, name))


def named(file_name: str, texts: Texts) -> Markup:
    return texts.t("⚠️ <b>{file}</b>", file=shorten(file_name, NAME_CELLS))
