"""The staff's side of the bot: cards in the staff chat, details and deeds in private.

Rights come from the roles of whoever pressed or wrote. The group's card carries no personal data.
"""
