"""The plumbing that knows Telegram: who may enter, one transaction a step, the one way out."""
