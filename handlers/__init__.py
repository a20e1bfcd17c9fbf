"""What people say: a Telegram update becomes a call of a service and a post."""
