"""Headlines of files about sources, words, SKUs, affiliates, service and scores."""

from collections.abc import Iterable

from markupsafe import Markup

from messages.texts import Texts, shorten
from metrics.service import ConsultedHeadline, ScoresHeadline, ServiceHeadline
from metrics.sources import AffiliatesHeadline, SourcesHeadline, VariantsHeadline, WordsHeadline

NAME_CELLS = 18


def source_lines(headline: object, texts: Texts) -> Iterable[Markup | None]:
    match headline:
        case SourcesHeadline():
            yield texts.t("{day}: visitors came from", day=texts.day(headline.day))
            for channel in headline.channels:
                yield counted(channel.name, channel.visitors, texts)
        case WordsHeadline():
            yield texts.t("{day}: searched most", day=texts.day(headline.day))
            for word, visitors in headline.words:
                yield counted(word, visitors, texts)
        case ConsultedHeadline():
            yield texts.t("{day}: asked about most", day=texts.day(headline.day))
            for product, people in headline.products:
                yield counted(product, people, texts)
        case ServiceHeadline():
            yield from service_lines(headline, texts)
        case _:
            yield figures_line(headline, texts)


def counted(name: str, count: int | None, texts: Texts) -> Markup:
    return texts.t("• {name}: {count}", name=shorten(name, NAME_CELLS), count=texts.count(count))


def figures_line(headline: object, texts: Texts) -> Markup | None:
    match headline:
        case VariantsHeadline():
            return texts.t(
                "{day}: <b>{items} items</b> sold, {variants} SKUs",
                day=texts.day(headline.day),
                items=texts.count(headline.paid_items),
                variants=texts.count(headline.variants),
            )
        case AffiliatesHeadline():
            return texts.t(
                "{day}: affiliates sold <b>{amount}</b>, cost {cost}",
                day=texts.day(headline.day),
                amount=texts.money(headline.paid_amount),
                cost=texts.money(headline.cost),
            )
        case ScoresHeadline():
            return texts.t(
                "{day}: product <b>{item}</b>, service {service}, delivery {logistics}",
                day=texts.day(headline.day),
                item=texts.multiple(headline.item),
                service=texts.multiple(headline.service),
                logistics=texts.multiple(headline.logistics),
            )
    return None


def service_lines(headline: ServiceHeadline, texts: Texts) -> Iterable[Markup]:
    day = texts.day(headline.day)
    if headline.inquiries is not None:
        yield texts.t(
            "{day}: <b>{inquiries} asked</b>, {conversion} of them bought",
            day=day,
            inquiries=texts.count(headline.inquiries),
            conversion=texts.percent(headline.consult_conversion),
        )
    if headline.consultations is not None:
        yield texts.t("{day}: <b>{people} wrote</b>", day=day, people=texts.count(headline.consultations))
    if headline.first_response_seconds is not None:
        yield texts.t("First reply after {seconds} s", seconds=f"{headline.first_response_seconds:g}")
