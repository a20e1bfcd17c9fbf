"""`zhanggui demo`: the whole bot at work for an invented store, in a chat on this computer."""
