"""The front door: who may enter, and which handler is theirs."""

from chat.context import Answer, Button, Command, Context, Handler, Member

__all__ = ["Answer", "Button", "Command", "Context", "Handler", "Member"]
