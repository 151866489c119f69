"""The register of personal data: where it lies, and how its person gets a copy.

Every table of the house is either in `SECTIONS` or in `IMPERSONAL`; a test sees to it that a new one is considered.
`%(id)s` is the account, `%(telegram_id)s` the person at Telegram. Amounts are texts: JSON's numbers aren't exact.
"""

from dataclasses import dataclass
from typing import Final, LiteralString


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the copy: its name, the tables that it comes from, and the query for its rows."""

    name: str
    tables: tuple[str, ...]
    sql: LiteralString


SECTIONS: Final = (
    Section(
        "account",
        ("accounts",),
        "SELECT id, telegram_id, login, email, pending_email, is_verified, full_name, first_name, last_name, username,"
        " phone_number, avatar, locale, is_active, created_at, updated_at FROM accounts WHERE id = %(id)s",
    ),
    Section(
        "roles",
        ("account_roles",),
        "SELECT role, granted_at FROM account_roles WHERE account_id = %(id)s ORDER BY role",
    ),
    Section(
        "rights",
        ("account_permissions",),
        "SELECT verb, granted_at FROM account_permissions WHERE account_id = %(id)s ORDER BY verb",
    ),
    Section(
        "role_requests",
        ("role_requests",),
        "SELECT role, state, created_at, decided_at FROM role_requests WHERE account_id = %(id)s ORDER BY id",
    ),
    Section(
        "invitations",
        ("invitations",),
        "SELECT role, name, created_at, accepted_at, accepted_by = %(id)s AS was_mine FROM invitations"
        " WHERE invited_by = %(id)s OR accepted_by = %(id)s ORDER BY id",
    ),
    Section(
        "sessions",
        ("sessions",),
        "SELECT method, address, user_agent, created_at, last_used_at, expires_at, revoked_at"
        " FROM sessions WHERE account_id = %(id)s ORDER BY id",
    ),
    Section(
        "devices",
        ("devices",),
        "SELECT user_agent, first_seen_at, last_seen_at FROM devices WHERE account_id = %(id)s ORDER BY id",
    ),
    Section(
        "second_factors",
        ("second_factors", "passkeys"),
        "SELECT 'authenticator' AS kind, NULL AS name, created_at FROM second_factors WHERE account_id = %(id)s"
        " UNION ALL SELECT 'passkey', name, created_at FROM passkeys WHERE account_id = %(id)s ORDER BY created_at",
    ),
    Section(
        "links",
        ("email_tokens", "entry_links"),
        "SELECT purpose, email, created_at, used_at FROM email_tokens WHERE account_id = %(id)s"
        " UNION ALL SELECT 'enter', NULL, created_at, used_at FROM entry_links WHERE account_id = %(id)s"
        " ORDER BY created_at",
    ),
    Section(
        "sign_ins_through_telegram",
        ("telegram_sign_ins",),
        "SELECT purpose, state, address, user_agent, created_at FROM telegram_sign_ins"
        " WHERE account_id = %(id)s OR telegram_id = %(telegram_id)s::bigint ORDER BY id",
    ),
    Section(
        "deeds",
        ("audit_log",),
        "SELECT at, action, subject, address FROM audit_log WHERE actor_id = %(id)s ORDER BY id",
    ),
    Section(
        "notifications",
        ("staff_notifications",),
        "SELECT events FROM staff_notifications WHERE account_id = %(id)s",
    ),
    Section(
        "contact",
        ("customers",),
        "SELECT contact_name, phone_number FROM customers WHERE account_id = %(id)s",
    ),
    Section(
        "addresses",
        ("addresses",),
        "SELECT text, last_used_at FROM addresses WHERE account_id = %(id)s ORDER BY last_used_at DESC",
    ),
    Section(
        "consents",
        ("consent_events", "consent_texts"),
        "SELECT e.action, e.happened_at, e.channel, e.message_id, t.purpose, t.version, t.locale, t.title, t.body,"
        " t.sha256 FROM consent_events e JOIN consent_texts t ON t.id = e.text_id"
        " WHERE e.account_id = %(id)s ORDER BY e.id",
    ),
    Section(
        "cart",
        ("cart_lines",),
        "SELECT p.name AS product_name, v.sku, c.quantity, c.price_seen::text, c.added_at FROM cart_lines c"
        " JOIN product_variants v ON v.id = c.variant_id JOIN products p ON p.id = v.product_id"
        " WHERE c.account_id = %(id)s ORDER BY c.added_at, v.id",
    ),
    Section(
        "orders",
        ("orders", "order_items", "order_events", "payments"),
        """
        SELECT o.number, o.status, o.total_amount::text, o.currency, o.customer_name, o.customer_phone,
            o.shipping_address, o.comment, o.tracking_number, o.channel, o.locale, o.created_at, o.updated_at,
            (SELECT json_agg(json_build_object('product_name', i.product_name, 'options', i.options, 'sku', i.sku,
                'quantity', i.quantity, 'price', i.price_at_purchase::text) ORDER BY i.id)
                FROM order_items i WHERE i.order_id = o.id) AS items,
            (SELECT json_agg(json_build_object('status', e.new_status, 'at', e.happened_at,
                'by_me', COALESCE(e.actor_id = %(id)s, false)) ORDER BY e.id)
                FROM order_events e WHERE e.order_id = o.id) AS history,
            (SELECT json_agg(json_build_object('amount', p.amount::text, 'method', p.method, 'at', p.happened_at)
                ORDER BY p.id) FROM payments p WHERE p.order_id = o.id) AS payments
        FROM orders o WHERE o.user_id = %(id)s ORDER BY o.id
        """,
    ),
    Section(
        "shops_notes",
        ("customer_cards", "customer_notes", "order_notes", "order_messages"),
        """
        SELECT c.tags, c.order_count, c.total_spent::text, c.blocked_at, c.block_reason,
            (SELECT json_agg(json_build_object('text', n.text, 'at', n.created_at) ORDER BY n.id)
                FROM customer_notes n WHERE n.account_id = c.account_id) AS notes,
            (SELECT json_agg(json_build_object('order', o.number, 'text', n.text, 'at', n.created_at) ORDER BY n.id)
                FROM order_notes n JOIN orders o ON o.id = n.order_id WHERE o.user_id = c.account_id) AS order_notes,
            (SELECT json_agg(json_build_object('order', o.number, 'text', m.text, 'at', m.created_at) ORDER BY m.id)
                FROM order_messages m JOIN orders o ON o.id = m.order_id WHERE o.user_id = c.account_id) AS messages
        FROM customer_cards c WHERE c.account_id = %(id)s
        """,
    ),
    Section(
        "erasures",
        ("erasures",),
        "SELECT asked_at, channel, finished_at, forgotten FROM erasures WHERE account_id = %(id)s ORDER BY id",
    ),
    Section(
        "looks",
        ("personal_data_looks",),
        "SELECT looked_at FROM personal_data_looks WHERE account_id = %(id)s ORDER BY id",
    ),
    Section(
        "kept_views",
        ("order_views",),
        "SELECT name, query, created_at FROM order_views WHERE account_id = %(id)s ORDER BY id",
    ),
    Section(
        "chats",
        ("chats",),
        "SELECT bot_id, chat_id, unreachable_since FROM chats WHERE chat_id = %(telegram_id)s::bigint",
    ),
    Section(
        "conversations",
        ("conversations",),
        "SELECT bot_id, chat_id, state, data, updated_at FROM conversations"
        " WHERE user_id = %(telegram_id)s::bigint",
    ),
    Section(
        "notices",
        ("notices",),
        "SELECT kind, params, state, created_at, sent_at FROM notices"
        " WHERE chat_id = %(telegram_id)s::bigint ORDER BY id",
    ),
    Section(
        "received_messages",
        ("inbox",),
        "SELECT received_at, body FROM inbox WHERE source LIKE 'telegram:%%'"
        " AND subject = %(telegram_id)s::bigint ORDER BY id",
    ),
)

IMPERSONAL: Final = {
    "api_keys": "keys of services",
    "audit_check": "how far the audit log was verified",
    "bot_connection": "the shop's bot",
    "bots": "the shop's bots",
    "business": "the shop",
    "categories": "the catalogue",
    "ceremonies": "random challenges, forgotten after a day",
    "getting_started": "how far the shop's beginning is",
    "idempotency_keys": "repeats of answers whose content is in the orders, kept for seven days",
    "import_changes": "what imports changed in the catalogue",
    "import_columns": "what headers of tables mean",
    "import_rows": "tables of products that the staff brought",
    "imports": "tables of products that the staff brought",
    "init_data_uses": "digests of what Mini Apps were opened with, forgotten after a day",
    "option_types": "the catalogue",
    "option_values": "the catalogue",
    "outbox": "facts name an order or an account by its number only",
    "outbox_receipts": "deliveries of facts",
    "pictures": "the catalogue",
    "product_options": "the catalogue",
    "product_pictures": "the catalogue",
    "product_search": "the catalogue",
    "product_variants": "the catalogue",
    "products": "the catalogue",
    "recovery_codes": "digests that belong to the second factors",
    "refresh_tokens": "digests that belong to the sessions",
    "sales_calendar": "the shop's time zone",
    "sales_days": "sums of days",
    "search_words": "the catalogue",
    "shop_notifications": "what the staff's group hears of",
    "sheet_exports": "which orders were written into which sheet, never the orders",
    "stock_levels": "the stock",
    "stock_movements": "the stock; the orders that moved it are in the copy",
    "telegram_files": "the catalogue's pictures at Telegram",
    "throttles": "digests of what was tried in vain, forgotten after a day",
    "variant_days": "sums of days",
    "variant_values": "the catalogue",
}
"""Tables that hold nothing about a person, and why."""
