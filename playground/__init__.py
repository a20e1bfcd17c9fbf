"""A local Telegram to try the bot with: the HTTP Bot API, its limits and refusals, and people who act."""
