-- Records that are proof: nobody edits them, not even by mistake.
CREATE FUNCTION kiosk_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END;
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON consent_texts
    FOR EACH ROW EXECUTE FUNCTION kiosk_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON consent_events
    FOR EACH ROW EXECUTE FUNCTION kiosk_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON stock_movements
    FOR EACH ROW EXECUTE FUNCTION kiosk_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON order_events
    FOR EACH ROW EXECUTE FUNCTION kiosk_refuse_change();

-- Numbers for stock movements that no order causes.
CREATE SEQUENCE stock_causes;
