-- The catalogue's own rules and search.

-- A variant for sale has exactly one value of each option of its product, and its signature says which.
-- (Keys see to "at most one", "only of the product's options" and "no two alike".) Checked when a transaction
-- commits, for a product and its variants are written in several steps.
CREATE FUNCTION kiosk_check_variants(of_product bigint, one_variant bigint DEFAULT NULL)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    wrong bigint;
BEGIN
    SELECT v.id INTO wrong
    FROM product_variants v
    CROSS JOIN LATERAL (
        SELECT count(*) AS n,
               COALESCE(string_agg(option_value_id::text, '-' ORDER BY option_value_id), '') AS signature
        FROM variant_values WHERE variant_id = v.id
    ) has
    WHERE v.product_id = of_product AND v.is_active AND (one_variant IS NULL OR v.id = one_variant)
      AND (has.signature <> v.signature
           OR has.n <> (SELECT count(*) FROM product_options WHERE product_id = of_product))
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'variant % does not have one value of each of its product''s options', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'variant_has_its_options';
    END IF;
END;
$$;

CREATE FUNCTION kiosk_check_variant_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM kiosk_check_variants(NEW.product_id, NEW.id);
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER has_its_options AFTER INSERT OR UPDATE OF product_id, signature, is_active
    ON product_variants DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION kiosk_check_variant_row();

CREATE FUNCTION kiosk_check_value_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM kiosk_check_variants(OLD.product_id, OLD.variant_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM kiosk_check_variants(NEW.product_id, NEW.variant_id);
    END IF;
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER has_its_options AFTER INSERT OR UPDATE OR DELETE
    ON variant_values DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION kiosk_check_value_row();

CREATE FUNCTION kiosk_check_option_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM kiosk_check_variants(OLD.product_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM kiosk_check_variants(NEW.product_id);
    END IF;
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER has_its_options AFTER INSERT OR UPDATE OF product_id, option_type_id OR DELETE
    ON product_options DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION kiosk_check_option_row();

-- A product in the shop has something that can be bought.
CREATE FUNCTION kiosk_check_product_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    about bigint := CASE TG_TABLE_NAME WHEN 'products' THEN (to_jsonb(NEW) ->> 'id')::bigint
                                       ELSE (to_jsonb(OLD) ->> 'product_id')::bigint END;
BEGIN
    IF EXISTS (SELECT FROM products WHERE id = about AND deleted_at IS NULL)
       AND NOT EXISTS (SELECT FROM product_variants WHERE product_id = about AND is_active) THEN
        RAISE EXCEPTION 'product % has no variant for sale', about
            USING ERRCODE = 'check_violation', CONSTRAINT = 'product_has_a_variant';
    END IF;
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER has_a_variant AFTER INSERT OR UPDATE OF deleted_at
    ON products DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION kiosk_check_product_row();
CREATE CONSTRAINT TRIGGER leaves_a_variant AFTER DELETE OR UPDATE OF is_active, product_id
    ON product_variants DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION kiosk_check_product_row();


-- Search. Texts and questions are folded alike: lower case, letters that people type in place of each other made
-- one (ё е, і и, ә а, қ к ...), apostrophes dropped, everything else that is no letter or digit a space.
CREATE FUNCTION kiosk_fold(content text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
    btrim(regexp_replace(
        translate(lower(content), 'ёіїєґәғқңөұүһ''’ʼ`', 'еииегагкноуух'), '[^[:alnum:]]+', ' ', 'g'));

-- What is left of a word's first seven letters when up to `gone` of them are left out. Words that differ by as many
-- typing errors (a wrong, missing, doubled or swapped letter) share a key, so the index finds them at once.
CREATE FUNCTION kiosk_typing_keys(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN (
    WITH RECURSIVE keys(key, gone) AS (
        SELECT left(word, 7), 0
        UNION
        SELECT left(key, n - 1) || substr(key, n + 1), gone + 1
        FROM keys CROSS JOIN generate_series(1, length(key)) AS n
        WHERE gone < CASE WHEN length(word) < 4 THEN 0 WHEN length(word) < 6 THEN 1 ELSE 2 END
    )
    SELECT array_agg(DISTINCT key) FROM keys);

-- How alike two words are, 0 to 1: the share of their three-letter pieces that they have in common.
CREATE FUNCTION kiosk_likeness(one text, other text) RETURNS real
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN (
    WITH a AS (SELECT DISTINCT substr('  ' || one || ' ', n, 3) AS piece FROM generate_series(1, length(one) + 1) AS n),
         b AS (SELECT DISTINCT substr('  ' || other || ' ', n, 3) AS piece FROM generate_series(1, length(other) + 1) AS n),
         common AS (SELECT count(*) AS n FROM a JOIN b USING (piece))
    SELECT common.n::real / ((SELECT count(*) FROM a) + (SELECT count(*) FROM b) - common.n) FROM common);

-- The words of a folded text, as many as anyone means.
CREATE FUNCTION kiosk_words(content text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
    ARRAY(SELECT left(word, 60) FROM unnest(string_to_array(kiosk_fold(content), ' ')) WITH ORDINALITY AS w(word, n)
          WHERE word <> '' ORDER BY n LIMIT 8);

-- The question that these words ask: all of them (or any), each as it stands or by its stem, the last one perhaps
-- only begun. Words without a stem ("для", "the") say nothing, unless there are no others.
CREATE FUNCTION kiosk_question(words text[], joiner text DEFAULT ' & ') RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN (
    WITH asked AS (
        SELECT word, n, n = cardinality(words) AS last,
               (ts_lexize(CASE WHEN word ~ '^[a-z0-9]+$' THEN 'english_stem' ELSE 'russian_stem' END::regdictionary,
                          word))[1] AS stem
        FROM unnest(words) WITH ORDINALITY AS w(word, n)
    ), telling AS (
        SELECT * FROM asked WHERE stem IS NOT NULL OR last OR NOT EXISTS (SELECT FROM asked WHERE stem IS NOT NULL)
    )
    SELECT COALESCE(string_agg(
        '(' || quote_literal(word) || CASE WHEN last AND length(word) > 1 THEN ':*' ELSE '' END
            || CASE WHEN stem <> word THEN ' | ' || quote_literal(stem) ELSE '' END || ')', joiner ORDER BY n), '')::tsquery
    FROM telling);

CREATE FUNCTION kiosk_finds(question tsquery) RETURNS boolean
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
    SELECT EXISTS (SELECT FROM product_search WHERE document @@ question)
$$;

-- The known word that an unknown one was probably meant to be; itself if it is known or nothing is like it.
CREATE FUNCTION kiosk_mend(word text) RETURNS text LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF length(word) < 4 OR kiosk_finds(kiosk_question(ARRAY[word])) THEN
        RETURN word;
    END IF;
    RETURN COALESCE((
        SELECT s.word FROM search_words s
        CROSS JOIN LATERAL (SELECT kiosk_likeness(s.word, kiosk_mend.word) AS likeness) l
        WHERE s.keys && kiosk_typing_keys(kiosk_mend.word)
          AND length(s.word) BETWEEN length(kiosk_mend.word) - 2 AND length(kiosk_mend.word) + 3
          AND likeness >= 0.15
        ORDER BY likeness DESC, s.word LIMIT 1), word);
END;
$$;

-- What was probably meant by a question that finds nothing: first as typed on the other keyboard layouts
-- (`retyped`), then with every unknown word mended, at last any of the words.
CREATE FUNCTION kiosk_forgiving_question(asked text, retyped text[]) RETURNS tsquery
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
    attempt text;
    question tsquery;
    mended text[];
    as_asked text[];
BEGIN
    FOREACH attempt IN ARRAY retyped LOOP
        question := kiosk_question(kiosk_words(attempt));
        IF kiosk_finds(question) THEN
            RETURN question;
        END IF;
    END LOOP;
    FOREACH attempt IN ARRAY asked || retyped LOOP
        mended := ARRAY(SELECT kiosk_mend(word) FROM unnest(kiosk_words(attempt)) WITH ORDINALITY AS w(word, n) ORDER BY n);
        question := kiosk_question(mended);
        IF kiosk_finds(question) THEN
            RETURN question;
        END IF;
        as_asked := COALESCE(as_asked, mended);
    END LOOP;
    RETURN kiosk_question(as_asked, ' | ');
END;
$$;

-- All texts of a translated thing under one name, in one string.
CREATE FUNCTION kiosk_all_texts(base text, translations jsonb, name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    concat_ws(' ', base, (SELECT string_agg(t.value ->> name, ' ') FROM jsonb_each(translations) AS t));

CREATE FUNCTION kiosk_document(content text, weight "char") RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
    setweight(to_tsvector('pg_catalog.russian', content) || to_tsvector('pg_catalog.simple', content), weight);

-- Renew what products are found by; only what is shown can be found. Names weigh most, then options, category and SKU, then descriptions.
CREATE FUNCTION kiosk_index_products(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    old_words text[];
BEGIN
    old_words := ARRAY(SELECT DISTINCT unnest(words) FROM product_search WHERE product_id = ANY(ids));
    DELETE FROM product_search USING products p
    WHERE p.id = product_id AND product_id = ANY(ids) AND (p.deleted_at IS NOT NULL OR NOT p.is_active);

    INSERT INTO product_search AS d (product_id, document, words)
    SELECT id, kiosk_document(names, 'A') || kiosk_document(traits || ' ' || skus, 'B') || kiosk_document(about, 'C'),
           ARRAY(SELECT DISTINCT left(word, 80) FROM unnest(string_to_array(names || ' ' || traits, ' ')) AS word
                 WHERE length(word) > 2 AND word ~ '[[:alpha:]]')
    FROM (
        SELECT p.id, kiosk_fold(kiosk_all_texts(p.name, p.translations, 'name')) AS names,
            kiosk_fold(concat_ws(' ', (
                SELECT kiosk_all_texts(c.name, c.translations, 'name') FROM categories c WHERE c.id = p.category_id
            ), (
                SELECT string_agg(kiosk_all_texts(o.value, o.translations, 'value'), ' ' ORDER BY o.id)
                FROM option_values o WHERE o.id IN (
                    SELECT vv.option_value_id FROM variant_values vv JOIN product_variants v ON v.id = vv.variant_id
                    WHERE v.product_id = p.id AND v.is_active)
            ))) AS traits,
            COALESCE((SELECT kiosk_fold(string_agg(sku, ' ' ORDER BY id)) FROM product_variants
                      WHERE product_id = p.id AND is_active), '') AS skus,
            kiosk_fold(kiosk_all_texts(p.description, p.translations, 'description')) AS about
        FROM products p WHERE p.id = ANY(ids) AND p.deleted_at IS NULL AND p.is_active
        ORDER BY p.id
    ) texts
    ON CONFLICT (product_id) DO UPDATE SET document = excluded.document, words = excluded.words
    WHERE d.document <> excluded.document OR d.words <> excluded.words;

    INSERT INTO search_words (word, keys)
    SELECT word, kiosk_typing_keys(word)
    FROM (SELECT DISTINCT unnest(words) AS word FROM product_search WHERE product_id = ANY(ids)) AS new
    WHERE NOT EXISTS (SELECT FROM search_words known WHERE known.word = new.word)
    ORDER BY word
    ON CONFLICT DO NOTHING;

    -- A word that the last product has lost would only lead questions astray.
    DELETE FROM search_words s USING unnest(old_words) AS old(word)
    WHERE s.word = old.word AND NOT EXISTS (
        SELECT FROM product_search d WHERE d.document @@ quote_literal(s.word)::tsquery);
END;
$$;
