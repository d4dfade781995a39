SET threads = ${threads};

SET preserve_insertion_order = false;

CREATE TEMP VIEW items AS
SELECT * FROM read_parquet('${lake}/*/Azure/*/*/*/*.parquet') WHERE date >= DATE '${from}' AND date < DATE '${to}' + INTERVAL 1 DAY;

CREATE TEMP TABLE shown_tags AS
SELECT text, CAST(to_json(map_from_entries(list_filter(map_entries(CAST(CAST(text AS JSON) AS MAP(VARCHAR, VARCHAR))),
    lambda entry: entry.key IN ('team', 'cost_center')))) AS VARCHAR) AS shown
FROM (SELECT DISTINCT tags AS text FROM items WHERE tags <> '');

CREATE TEMP TABLE machines AS
SELECT text, text->>'ServiceType' AS instance_type FROM (SELECT DISTINCT additionalinfo AS text FROM items);

CREATE TEMP TABLE units AS
SELECT unitofmeasure, metercategory,
    CASE WHEN regexp_matches(unitofmeasure, '^\d+ .') AND NOT (unitofmeasure = '100 Hours' AND metercategory = 'Virtual Machines')
        THEN CAST(split_part(unitofmeasure, ' ', 1) AS INTEGER) ELSE 1 END AS multiplier,
    CASE split_part(unitofmeasure, ' ', 2) WHEN 'Hours' THEN 'Hrs' WHEN 'Hour' THEN 'Hrs' WHEN 'GB/Month' THEN 'GB-Mo' ELSE unitofmeasure END AS unit
FROM (SELECT DISTINCT unitofmeasure, metercategory FROM items);

CREATE TEMP TABLE summary AS
SELECT CAST(date AS DATE) AS day, coalesce(nullif(subscriptionid, ''), subscriptionguid) AS subscription,
    coalesce(nullif(subscriptionname, ''), nullif(subscriptionid, ''), subscriptionguid) AS subscription_name, resourcelocation,
    coalesce(nullif(servicename, ''), metercategory) AS service, instance_type, shown, list(DISTINCT resourceid) AS resource_ids,
    sum(CAST(quantity AS DECIMAL(18, 9)) * multiplier) AS usage, max(unit) AS unit, sum(CAST(costinbillingcurrency AS DECIMAL(18, 9))) AS cost,
    sum(CAST(costinbillingcurrency * 0.1 AS DECIMAL(18, 9))) AS markup, max(coalesce(nullif(billingcurrencycode, ''), billingcurrency)) AS currency
FROM items LEFT JOIN shown_tags ON shown_tags.text = tags LEFT JOIN machines ON machines.text = additionalinfo
    LEFT JOIN units USING (unitofmeasure, metercategory)
GROUP BY ALL;

SELECT count(*) FROM summary;
