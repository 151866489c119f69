"""What is forgotten of a person, part by part: the other side of the register.

`%(id)s` is the account, `%(telegram_id)s` the person at Telegram. Each statement gives a row for each that it met.
"""

from typing import Final, LiteralString

PARTS: Final[tuple[tuple[str, LiteralString], ...]] = (
    ("contact", "DELETE FROM customers WHERE account_id = %(id)s RETURNING 1"),
    ("addresses", "DELETE FROM addresses WHERE account_id = %(id)s RETURNING 1"),
    ("cart", "DELETE FROM cart_lines WHERE account_id = %(id)s RETURNING 1"),
    ("sessions", "DELETE FROM sessions WHERE account_id = %(id)s RETURNING 1"),
    ("devices", "DELETE FROM devices WHERE account_id = %(id)s RETURNING 1"),
    ("second_factors", "DELETE FROM recovery_codes WHERE account_id = %(id)s RETURNING 1"),
    ("second_factors", "DELETE FROM second_factors WHERE account_id = %(id)s RETURNING 1"),
    ("second_factors", "DELETE FROM passkeys WHERE account_id = %(id)s RETURNING 1"),
    ("links", "DELETE FROM email_tokens WHERE account_id = %(id)s RETURNING 1"),
    ("links", "DELETE FROM entry_links WHERE account_id = %(id)s RETURNING 1"),
    (
        "sign_ins_through_telegram",
        "DELETE FROM telegram_sign_ins WHERE account_id = %(id)s OR telegram_id = %(telegram_id)s::bigint RETURNING 1",
    ),
    ("role_requests", "DELETE FROM role_requests WHERE account_id = %(id)s RETURNING 1"),
    ("rights", "DELETE FROM account_permissions WHERE account_id = %(id)s RETURNING 1"),
    ("invitations", "UPDATE invitations SET name = '' WHERE accepted_by = %(id)s AND name <> '' RETURNING 1"),
    ("shops_notes", "DELETE FROM customer_notes WHERE account_id = %(id)s RETURNING 1"),
    (
        "shops_notes",
        "DELETE FROM order_notes n USING orders o WHERE o.id = n.order_id AND o.user_id = %(id)s RETURNING 1",
    ),
    (
        "messages",
        "DELETE FROM order_messages m USING orders o WHERE o.id = m.order_id AND o.user_id = %(id)s RETURNING 1",
    ),
    # A block stays, or whoever was shown the door would be let in again by asking to be forgotten.
    (
        "shops_notes",
        "UPDATE customer_cards SET tags = '{}' WHERE account_id = %(id)s AND tags <> '{}' RETURNING 1",
    ),
    ("wishes", "UPDATE orders SET comment = '' WHERE user_id = %(id)s AND comment <> '' RETURNING 1"),
    ("notifications", "DELETE FROM staff_notifications WHERE account_id = %(id)s RETURNING 1"),
    ("kept_views", "DELETE FROM order_views WHERE account_id = %(id)s RETURNING 1"),
    ("conversations", "DELETE FROM conversations WHERE user_id = %(telegram_id)s::bigint RETURNING 1"),
    ("notices", "DELETE FROM notices WHERE chat_id = %(telegram_id)s::bigint RETURNING 1"),
    ("chats", "DELETE FROM chats WHERE chat_id = %(telegram_id)s::bigint RETURNING 1"),
    # The rows themselves stay for three days, so that Telegram's repetitions are known for what they are.
    (
        "received_messages",
        """
        UPDATE inbox SET body = '{}', answers = NULL
        WHERE source LIKE 'telegram:%%' AND subject = %(telegram_id)s::bigint AND state = 'done' AND body <> '{}'
        RETURNING 1
        """,
    ),
    (
        "account",
        # Who came from Telegram has its number as the account's own (decision 5); nothing else leads to the person.
        """
        UPDATE accounts SET telegram_id = CASE WHEN telegram_id = id THEN id END, login = NULL, email = NULL,
            pending_email = NULL, is_verified = false, password_hash = NULL, full_name = %(nameless)s,
            first_name = NULL, last_name = NULL, username = NULL, phone_number = NULL, avatar = NULL, locale = NULL
        WHERE id = %(id)s RETURNING 1
        """,
    ),
)
