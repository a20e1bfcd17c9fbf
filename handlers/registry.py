"""All topics people can speak about, in the order in which /help lists their commands."""

from chat.context import Answer, Button, Command
from handlers import (
    absences,
    ads,
    alerts,
    answers,
    arrivals,
    brief,
    budgets,
    calendar,
    campaigns,
    history,
    month,
    noise,
    owners,
    passwords,
    people,
    preview,
    questions,
    reviews,
    rivals,
    rules,
    settings,
    setup,
    sold,
    targets,
    tasks,
    templates,
    tokens,
    traces,
    trend,
    undo,
    uploads,
    week,
    why,
)
from handlers import help as help_topic

TOPICS = (
    *(
        brief,
        why,
        traces,
        trend,
        week,
        month,
        ads,
        budgets,
        tasks,
        alerts,
        history,
        noise,
        rivals,
        reviews,
        answers,
        targets,
        sold,
        calendar,
        campaigns,
    ),
    *(
        setup,
        settings,
        rules,
        people,
        owners,
        absences,
        uploads,
        arrivals,
        templates,
        preview,
        questions,
        passwords,
        undo,
        tokens,
        help_topic,
    ),
)

COMMANDS: tuple[Command, ...] = tuple(
    command for topic in TOPICS for command in getattr(topic, "COMMANDS", ())
)
BUTTONS: tuple[Button, ...] = tuple(button for topic in TOPICS for button in getattr(topic, "BUTTONS", ()))
ANSWERS: tuple[Answer, ...] = tuple(answer for topic in TOPICS for answer in getattr(topic, "ANSWERS", ()))
