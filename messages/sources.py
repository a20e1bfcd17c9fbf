"""Headlines of files about sources, words, SKUs, affiliates, service and scores."""

from collections.abc import Iterable

from markupsafe import Markup

from messages.texts import Texts, lines, shorten
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
            items, variants = texts.count(headline.paid_items), texts.count(headline.variants)
            return lines(
                texts.t("{day}: <b>{items} items</b> sold", day=texts.day(headline.day), items=items),
                texts.t("{variants} SKUs", variants=variants),
            )
        case AffiliatesHeadline():
            amount, cost = texts.money(headline.paid_amount), texts.money(headline.cost)
            return lines(
                texts.t("{day}: sold <b>{amount}</b>", day=texts.day(headline.day), amount=amount),
                texts.t("It cost {cost}", cost=cost),
            )
        case ScoresHeadline():
            item, service = texts.multiple(headline.item), texts.multiple(headline.service)
            logistics = texts.multiple(headline.logistics)
            return lines(
                texts.t("{day}: product <b>{item}</b>", day=texts.day(headline.day), item=item),
                texts.t("Service {service}, delivery {logistics}", service=service, logistics=logistics),
            )
    return None


def service_lines(headline: ServiceHeadline, texts: Texts) -> Iterable[Markup]:
    day = texts.day(headline.day)
    if headline.inquiries is not None:
        asked, bought = texts.count(headline.inquiries), texts.percent(headline.consult_conversion)
        yield texts.t("{day}: <b>{inquiries} asked</b>", day=day, inquiries=asked)
        yield texts.t("{conversion} of them bought", conversion=bought)
    if headline.consultations is not None:
        yield texts.t("{day}: <b>{people} wrote</b>", day=day, people=texts.count(headline.consultations))
    if headline.first_response_seconds is not None:
        yield texts.t("First reply after {seconds} s", seconds=f"{headline.first_response_seconds:g}")
