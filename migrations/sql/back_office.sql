-- What the back office needs besides its tables.

-- Proof, like the others.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON personal_data_looks
    FOR EACH ROW EXECUTE FUNCTION kiosk_refuse_change();

-- Everybody who has the role has a card, however they came by it.
CREATE FUNCTION kiosk_open_customer_card() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO customer_cards (account_id, opened_at) VALUES (NEW.account_id, NEW.granted_at)
    ON CONFLICT (account_id) DO NOTHING;
    RETURN NULL;
END;
$$;
CREATE TRIGGER open_customer_card AFTER INSERT ON account_roles
    FOR EACH ROW WHEN (NEW.role = 'customer') EXECUTE FUNCTION kiosk_open_customer_card();
INSERT INTO customer_cards (account_id, opened_at)
    SELECT account_id, granted_at FROM account_roles WHERE role = 'customer';
UPDATE customer_cards card
    SET order_count = bought.count, total_spent = bought.sum, last_order_at = bought.last
    FROM (
        SELECT o.user_id, max(o.created_at) AS last,
            count(*) FILTER (WHERE o.status NOT IN ('cancelled', 'refunded')) AS count,
            COALESCE(sum(o.total_amount) FILTER (
                WHERE o.status NOT IN ('cancelled', 'refunded') AND o.currency = b.currency), 0) AS sum
        FROM orders o CROSS JOIN business b GROUP BY o.user_id
    ) AS bought
    WHERE bought.user_id = card.account_id;

-- How staff finds an order or a customer: by the beginnings of a name's words, folded as the catalogue's are, and by
-- the last digits of a phone number.
CREATE INDEX ix_orders_customer_name ON orders USING gin (to_tsvector('simple', kiosk_fold(customer_name)));
CREATE INDEX ix_orders_customer_phone ON orders (reverse(customer_phone) text_pattern_ops);
CREATE INDEX ix_product_variants_upper_sku ON product_variants (upper(sku));
CREATE INDEX ix_accounts_full_name ON accounts USING gin (to_tsvector('simple', kiosk_fold(full_name)));
CREATE INDEX ix_accounts_username ON accounts (lower(username) text_pattern_ops) WHERE username IS NOT NULL;
CREATE INDEX ix_accounts_phone_number ON accounts (reverse(phone_number) text_pattern_ops)
    WHERE phone_number IS NOT NULL;
CREATE INDEX ix_customers_contact_name ON customers USING gin (to_tsvector('simple', kiosk_fold(contact_name)));
CREATE INDEX ix_customers_phone_number ON customers (reverse(phone_number) text_pattern_ops);

-- Messages to people that could not be delivered.
CREATE INDEX ix_notices_failed ON notices (created_at) WHERE state = 'undeliverable' AND error IS NOT NULL;
