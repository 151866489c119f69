-- Somebody must always be able to open the door: the last active owner can't be demoted, switched off or deleted.
-- Checked at the commit, one transaction after the other, so that two owners who remove each other don't both succeed.
CREATE FUNCTION kiosk_keep_an_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'accounts' THEN
        IF NOT EXISTS (SELECT FROM account_roles WHERE account_id = NEW.id AND role = 'owner') THEN
            RETURN NULL;
        END IF;
    END IF;
    PERFORM pg_advisory_xact_lock(7203117);
    IF NOT EXISTS (SELECT FROM account_roles r JOIN accounts a ON a.id = r.account_id
                   WHERE r.role = 'owner' AND a.is_active) THEN
        RAISE EXCEPTION 'the last owner stays' USING ERRCODE = 'integrity_constraint_violation',
            CONSTRAINT = 'last_owner';
    END IF;
    RETURN NULL;
END;
$$;

CREATE CONSTRAINT TRIGGER last_owner AFTER DELETE OR UPDATE OF role ON account_roles DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.role = 'owner') EXECUTE FUNCTION kiosk_keep_an_owner();
CREATE CONSTRAINT TRIGGER last_owner AFTER UPDATE OF is_active ON accounts DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active) EXECUTE FUNCTION kiosk_keep_an_owner();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION kiosk_refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION kiosk_refuse_change();
