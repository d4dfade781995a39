SET threads = ${threads};

SET preserve_insertion_order = false;

CREATE TEMP VIEW items AS
SELECT * FROM read_parquet('${lake}/*/GCP/*/*/*/*.parquet') WHERE usage_start_time >= DATE '${from}' AND usage_start_time < DATE '${to}' + INTERVAL 1 DAY;

CREATE TEMP TABLE shown_labels AS
SELECT text, CAST(to_json(map_from_entries(list_filter(map_entries(CAST(CAST(text AS JSON) AS MAP(VARCHAR, VARCHAR))),
    lambda entry: entry.key IN ('team', 'cost_center')))) AS VARCHAR) AS shown
FROM (SELECT DISTINCT labels AS text FROM items WHERE labels <> '');

CREATE TEMP TABLE machines AS
SELECT text, text->>'$."compute.googleapis.com/machine_spec"' AS instance_type FROM (SELECT DISTINCT system_labels AS text FROM items);

CREATE TEMP TABLE discounts AS
SELECT text, CAST(text->>'amount' AS DECIMAL(18, 9)) AS amount FROM (SELECT DISTINCT credits AS text FROM items);

CREATE TEMP TABLE summary AS
SELECT invoice_month, billing_account_id, project_id, service_id, sku_id, CAST(usage_start_time AS DATE) AS day, CAST(usage_end_time AS DATE) AS end_day,
    location_region, cost_type, instance_type, shown, max(project_name) AS project, max(service_description) AS service, max(sku_description) AS sku,
    max(usage_pricing_unit) AS unit, max(currency) AS currency, sum(usage_amount_in_pricing_units) AS usage, sum(cost) AS cost, sum(cost) * 0.1 AS markup,
    sum(amount) AS credit
FROM items LEFT JOIN shown_labels ON shown_labels.text = labels LEFT JOIN machines ON machines.text = system_labels
    LEFT JOIN discounts ON discounts.text = credits
GROUP BY ALL;

SELECT count(*) FROM summary;
