"""The face in Telegram.

A handler is an ordinary aiogram handler. By their names it may ask for `unit` (the transaction that it works in),
`person` (who is there), `screen` (what to show), `state` (aiogram's FSMContext, kept in the same transaction) and
`runtime`. It never calls Telegram: what it puts on the screen is stored with its changes, committed, then sent.
A `Refusal` that it lets through undoes its changes and is said to the person.

`kiosk.bot.scenes` brings `routers() -> list[Router]` (used in private chats and for inline queries; fresh routers
at each call, since aiogram lets a router have one parent) and `async show_home(unit, person, screen, state,
runtime)`, which draws the home screen and clears the conversation; it is also what old keyboards lead to.
"""
