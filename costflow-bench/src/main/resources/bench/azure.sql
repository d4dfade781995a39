SET threads = ${threads};

SET preserve_insertion_order = false;

CREATE TEMP TABLE tags AS
SELECT text, CAST(to_json(map_from_entries(list_filter(map_entries(CAST(CAST(text AS JSON) AS MAP(VARCHAR, VARCHAR))),
    lambda entry: entry.key IN ('team', 'cost_center')))) AS VARCHAR) AS shown
FROM (SELECT DISTINCT tags AS text FROM read_parquet('${lake}/*/Azure/*/*/*/*.parquet') WHERE tags <> '');

CREATE TEMP TABLE summary AS
SELECT CAST(date AS DATE) AS day, coalesce(nullif(subscriptionid, ''), subscriptionguid) AS subscription,
    coalesce(nullif(subscriptionname, ''), nullif(subscriptionid, ''), subscriptionguid) AS subscription_name, resourcelocation,
    coalesce(nullif(servicename, ''), metercategory) AS service, additionalinfo->>'ServiceType' AS instance_type, shown,
    list(DISTINCT resourceid) AS resource_ids, count(DISTINCT resourceid) AS resource_count,
    sum(round(CAST(quantity AS DECIMAL(24, 9)), 9) * CASE WHEN regexp_matches(unitofmeasure, '^\d+ .') AND NOT (unitofmeasure = '100 Hours'
        AND metercategory = 'Virtual Machines') THEN CAST(split_part(unitofmeasure, ' ', 1) AS INTEGER) ELSE 1 END) AS usage,
    max(CASE split_part(unitofmeasure, ' ', 2) WHEN 'Hours' THEN 'Hrs' WHEN 'Hour' THEN 'Hrs' WHEN 'GB/Month' THEN 'GB-Mo' ELSE unitofmeasure END) AS unit,
    sum(CAST(costinbillingcurrency AS DECIMAL(24, 9))) AS cost, sum(round(CAST(costinbillingcurrency * 0.1 AS DECIMAL(24, 9)), 9)) AS markup,
    max(coalesce(nullif(billingcurrencycode, ''), billingcurrency)) AS currency
FROM read_parquet('${lake}/*/Azure/*/*/*/*.parquet') AS items LEFT JOIN tags ON text = items.tags
WHERE date >= DATE '${from}' AND date < DATE '${to}' + INTERVAL 1 DAY
GROUP BY ALL;

SELECT count(*) FROM summary;
