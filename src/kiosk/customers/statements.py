"""The SQL of what customers let us keep."""

# ruff: noqa: S608 - every statement is put together from constants of this module

from typing import Final

from sqlalchemy import text

# The latest event on a purpose counts, and only if it was about the version that holds now.
CONSENT: Final = """
consent AS (
    SELECT COALESCE((
        SELECT e.action = 'given'
            AND t.version = (SELECT max(version) FROM consent_texts WHERE purpose = %(purpose)s)
        FROM consent_events e JOIN consent_texts t ON t.id = e.text_id
        WHERE e.account_id = %(account_id)s AND t.purpose = %(purpose)s
        ORDER BY e.id DESC LIMIT 1
    ), false) AS given
)
"""
HAS: Final = "WITH " + CONSENT + "SELECT given FROM consent"

GIVE: Final = """
WITH known AS (SELECT id, purpose FROM consent_texts WHERE id = %(text_id)s),
latest AS (
    SELECT e.text_id, e.action FROM consent_events e JOIN consent_texts t ON t.id = e.text_id
    WHERE e.account_id = %(account_id)s AND t.purpose = (SELECT purpose FROM known)
    ORDER BY e.id DESC LIMIT 1
),
added AS (
    INSERT INTO consent_events (account_id, text_id, action, channel, message_id, happened_at)
    SELECT %(account_id)s, known.id, 'given', %(channel)s, CAST(%(message_id)s AS bigint), %(at)s FROM known
    WHERE NOT EXISTS (SELECT FROM latest WHERE action = 'given' AND text_id = known.id)
)
SELECT EXISTS (SELECT FROM known) AS known
"""
WITHDRAW: Final = """
INSERT INTO consent_events (account_id, text_id, action, channel, happened_at)
SELECT %(account_id)s, latest.text_id, 'withdrawn', %(channel)s, %(at)s
FROM (
    SELECT e.text_id, e.action FROM consent_events e JOIN consent_texts t ON t.id = e.text_id
    WHERE e.account_id = %(account_id)s AND t.purpose = %(purpose)s
    ORDER BY e.id DESC LIMIT 1
) AS latest
WHERE latest.action = 'given'
RETURNING id
"""
REMEMBER_CONTACT: Final = (
    "WITH "
    + CONSENT
    + """
INSERT INTO customers (account_id, contact_name, phone_number)
SELECT %(account_id)s, %(name)s, %(phone)s FROM consent WHERE given
ON CONFLICT (account_id) DO UPDATE
SET contact_name = excluded.contact_name, phone_number = excluded.phone_number
RETURNING account_id
"""
)
REMEMBER_ADDRESS: Final = (
    "WITH "
    + CONSENT
    + """
INSERT INTO addresses (account_id, text, last_used_at)
SELECT %(account_id)s, %(address)s, %(at)s FROM consent WHERE given
ON CONFLICT (account_id, text) DO UPDATE SET last_used_at = excluded.last_used_at
RETURNING id
"""
)
# `addresses` are counted as they were before this one.
REMEMBER_DELIVERY: Final = (
    "WITH "
    + CONSENT
    + """, contact AS (
    INSERT INTO customers (account_id, contact_name, phone_number)
    SELECT %(account_id)s, %(name)s, %(phone)s FROM consent WHERE given
    ON CONFLICT (account_id) DO UPDATE
    SET contact_name = excluded.contact_name, phone_number = excluded.phone_number
),
address AS (
    INSERT INTO addresses (account_id, text, last_used_at)
    SELECT %(account_id)s, %(address)s, %(at)s FROM consent WHERE given
    ON CONFLICT (account_id, text) DO UPDATE SET last_used_at = excluded.last_used_at
)
SELECT given, (SELECT count(*) FROM addresses WHERE account_id = %(account_id)s) AS addresses FROM consent
"""
)
DROP_OLD_ADDRESSES = text(
    """
    DELETE FROM addresses WHERE account_id = :account_id AND id NOT IN (
        SELECT id FROM addresses WHERE account_id = :account_id ORDER BY last_used_at DESC, id DESC LIMIT :most)
    """
)
LOCK_ACCOUNT = text("SELECT id FROM accounts WHERE id = :id FOR UPDATE")
CONTACT = text("SELECT contact_name, phone_number FROM customers WHERE account_id = :id")
ADDRESSES = text(
    "SELECT id, text, last_used_at FROM addresses WHERE account_id = :id ORDER BY last_used_at DESC, id DESC"
)
