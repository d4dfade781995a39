SET threads = ${threads};

SET preserve_insertion_order = false;

CREATE TEMP TABLE groups AS
SELECT CAST(lineitem_usagestartdate AS DATE) AS day, bill_billingentity, lineitem_productcode, product_productname, lineitem_usageaccountid,
    lineitem_availabilityzone, product_productfamily, product_region, resourcetags, costcategory, product_instancetype, pricing_unit,
    list(DISTINCT lineitem_resourceid) AS resource_ids, max(lineitem_currencycode) AS currency,
    sum(CASE lineitem_lineitemtype WHEN 'SavingsPlanNegation' THEN 0 ELSE lineitem_usageamount END) AS usage,
    max(lineitem_normalizationfactor) AS factor, sum(lineitem_normalizedusageamount) AS normalized_usage,
    max(lineitem_unblendedrate) AS unblended_rate, sum(lineitem_unblendedcost) AS unblended,
    max(lineitem_blendedrate) AS blended_rate, sum(lineitem_blendedcost) AS blended, sum(savingsplan_savingsplaneffectivecost) AS savings_plan,
    sum(CASE WHEN lineitem_lineitemtype IN ('SavingsPlanCoveredUsage', 'SavingsPlanNegation', 'SavingsPlanUpfrontFee', 'SavingsPlanRecurringFee')
        THEN savingsplan_savingsplaneffectivecost ELSE lineitem_unblendedcost END) AS amortized,
    sum(pricing_publicondemandcost) AS on_demand, max(pricing_publicondemandrate) AS on_demand_rate
FROM read_parquet('${lake}/daily/*/AWS/*/*/*/*/*.parquet')
WHERE lineitem_usagestartdate >= DATE '${from}' AND lineitem_usagestartdate < DATE '${to}' + INTERVAL 1 DAY
GROUP BY ALL;

CREATE TEMP TABLE tags AS
SELECT text, CAST(to_json(map_from_entries(list_filter(map_entries(CAST(CAST(text AS JSON) AS MAP(VARCHAR, VARCHAR))),
    lambda entry: entry.key IN ('team', 'cost_center')))) AS VARCHAR) AS shown
FROM (SELECT DISTINCT resourcetags AS text FROM groups WHERE resourcetags <> '');

CREATE TEMP TABLE summary AS
SELECT groups.* EXCLUDE (resourcetags), shown, len(resource_ids) AS resource_count,
    CASE WHEN bill_billingentity = 'AWS Marketplace' THEN coalesce(nullif(product_productname, ''), nullif(lineitem_productcode, ''))
        ELSE nullif(lineitem_productcode, '') END AS product,
    unblended * 0.1 AS unblended_markup, blended * 0.1 AS blended_markup, savings_plan * 0.1 AS savings_plan_markup, amortized * 0.1 AS amortized_markup
FROM groups LEFT JOIN tags ON text = resourcetags;

SELECT count(*) FROM summary;
