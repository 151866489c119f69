-- A shop of {products} products x 3 variants (one option) in 20 categories, with texts in three languages. Names hold
-- an invented word (of about 8,000), so that the vocabulary is as large as that of a real shop.
INSERT INTO business (id, name, currency, country, default_locale, time_zone)
VALUES (1, 'Bench', 'RUB', 'RU', 'ru', 'Europe/Moscow');

INSERT INTO option_types (name, translations)
VALUES ('Size', '{"ru": {"name": "Размер"}, "uk": {"name": "Розмір"}, "kk": {"name": "Өлшемі"}}');
INSERT INTO option_values (option_type_id, value, position)
SELECT id, value, position FROM option_types, (VALUES ('S', 1), ('M', 2), ('L', 3)) AS v (value, position);

INSERT INTO categories (slug, name, translations, position)
SELECT 'category-' || n, 'Category ' || n,
       jsonb_build_object('ru', jsonb_build_object('name', 'Категория ' || n),
                          'uk', jsonb_build_object('name', 'Категорія ' || n),
                          'kk', jsonb_build_object('name', 'Санат ' || n)), n
FROM generate_series(1, 20) AS n;

INSERT INTO pictures (sha256, width, height, created_at)
SELECT encode(sha256(n::text::bytea), 'hex'), 1280, 1280, now() FROM generate_series(1, {products}) AS n;

INSERT INTO products (category_id, slug, name, description, translations, position, created_at, updated_at)
SELECT (SELECT min(id) FROM categories) + n % 20, 'product-' || n,
       en.colour || ' ' || en.thing || ' ' || brand.latin || ' ' || n, 'A ' || en.thing || ' made to last, number ' || n || '.',
       jsonb_build_object(
           'ru', jsonb_build_object('name', ru.colour || ' ' || ru.thing || ' ' || brand.cyrillic || ' ' || n,
                                    'description', 'Добротная вещь на каждый день: ' || ru.thing || '.'),
           'kk', jsonb_build_object('name', kk.colour || ' ' || kk.thing || ' ' || n)),
       n, now(), now()
FROM generate_series(1, {products}) AS n
CROSS JOIN LATERAL (
    SELECT string_agg((ARRAY['ba','ve','gro','dil','zha','kem','lor','mi','nu','ost','pra','ri','sol','tun','fe','ho','cha','shu','yar','ent'])
                      [1 + (n % 8000 / (20 ^ k)::int + k * 7) % 20], '' ORDER BY k) AS latin,
           string_agg((ARRAY['ба','ве','гро','дил','жа','кем','лор','ми','ну','ост','пра','ри','сол','тун','фе','хо','ча','шу','яр','ент'])
                      [1 + (n % 8000 / (20 ^ k)::int + k * 7) % 20], '' ORDER BY k) AS cyrillic
    FROM generate_series(0, 2) AS k) brand
CROSS JOIN LATERAL (SELECT
    (ARRAY['Red','Blue','Green','White','Black','Yellow','Grey'])[1 + n % 7] AS colour,
    (ARRAY['shirt','mug','candle','backpack','scarf','notebook','teapot','dress','lamp','basket','blanket'])[1 + n % 11] AS thing) en
CROSS JOIN LATERAL (SELECT
    (ARRAY['Красная','Синяя','Зелёная','Белая','Чёрная','Жёлтая','Серая'])[1 + n % 7] AS colour,
    (ARRAY['футболка','кружка','свеча','сумка','накидка','тетрадь','чашка','юбка','лампа','корзина','подушка'])[1 + n % 11] AS thing) ru
CROSS JOIN LATERAL (SELECT
    (ARRAY['Қызыл','Көк','Жасыл','Ақ','Қара','Сары','Сұр'])[1 + n % 7] AS colour,
    (ARRAY['футболка','кесе','шам','сөмке','жамылғы','дәптер','шәйнек','көйлек','шырақ','себет','жастық'])[1 + n % 11] AS thing) kk;

INSERT INTO product_options (product_id, option_type_id) SELECT p.id, t.id FROM products p, option_types t;

INSERT INTO product_pictures (product_id, position, picture_id)
SELECT p.id, 0, pic.id
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM products) p
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM pictures) pic USING (n);

INSERT INTO product_variants (product_id, sku, price, old_price, signature, position)
SELECT p.id, 'SKU-' || p.id || '-' || v.value, 990 + p.id % 50 * 10 + v.position,
       CASE WHEN p.id % 5 = 0 THEN 2990 END, v.id::text, v.position
FROM products p, option_values v;

INSERT INTO variant_values (variant_id, option_type_id, option_value_id, product_id)
SELECT pv.id, ov.option_type_id, ov.id, pv.product_id
FROM product_variants pv JOIN option_values ov ON ov.id::text = pv.signature;

INSERT INTO stock_levels (variant_id, on_hand) SELECT id, 1000000 FROM product_variants;
INSERT INTO stock_movements (variant_id, delta, cause, cause_id, moved_at)
SELECT id, 1000000, 'initial', 1, now() FROM product_variants;
