"""The reminder to refresh good reviews: how many came, which products have few, what to do."""

from messages.post import Post
from messages.texts import NARROW, Texts, lines, shorten
from metrics.good_reviews import GoodReviews, Thin

MOST = 3


def good_reviews_post(found: GoodReviews, texts: Texts) -> Post:
    """Silent: nobody has to act at once."""
    head = (
        texts.t("<b>Good reviews: none known</b>")
        if found.count is None
        else texts.t("<b>Good reviews: {count} yesterday</b>", count=texts.count(found.count))
    )
    if not found.thin:
        return Post(lines(head), silent=True)
    thin = [thin_line(one, texts) for one in found.thin[:MOST]]
    return Post(
        lines(
            head,
            texts.t("Much visited, few in 30 days:"),
            *thin,
            texts.t("Ask last week's buyers."),
        ),
        silent=True,
    )


def thin_line(one: Thin, texts: Texts) -> str:
    return texts.t("{count} · {product}", count=one.good, product=shorten(one.title, NARROW - 4))
