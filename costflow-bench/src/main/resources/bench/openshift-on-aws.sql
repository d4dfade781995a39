SET threads = ${threads};

SET preserve_insertion_order = false;

ATTACH '${rows}' AS kept (READ_ONLY);

CREATE TEMP TABLE cluster AS SELECT * FROM kept.cluster WHERE day BETWEEN '${from}' AND '${to}';

CREATE TEMP TABLE items AS
SELECT CAST(lineitem_usagestartdate AS DATE) AS day, lineitem_resourceid AS resource_id, bill_billingentity, lineitem_productcode, product_productname,
    lineitem_usageaccountid, lineitem_availabilityzone, product_productfamily, product_instancetype, product_region, pricing_unit, lineitem_currencycode,
    lineitem_lineitemtype AS type, lower(lineitem_usagetype) AS usage_type, lower(lineitem_operation) AS operation, resourcetags AS tags,
    costcategory AS cost_category, sum(lineitem_usageamount) AS usage, sum(lineitem_unblendedcost) AS unblended, sum(lineitem_blendedcost) AS blended,
    sum(savingsplan_savingsplaneffectivecost) AS savings_plan
FROM read_parquet('${lake}/daily/*/AWS/*/*/*/*/*.parquet')
WHERE lineitem_usagestartdate >= DATE '${from}' AND lineitem_usagestartdate < DATE '${to}' + INTERVAL 1 DAY
    AND (lineitem_resourceid <> '' OR resourcetags NOT IN ('', '{}'))
GROUP BY ALL;

CREATE TEMP TABLE lines AS
SELECT day, nullif(resource_id, '') AS resource_id, tags, cost_category,
    CASE WHEN bill_billingentity = 'AWS Marketplace' THEN coalesce(nullif(product_productname, ''), nullif(lineitem_productcode, ''))
        ELSE nullif(lineitem_productcode, '') END AS product,
    nullif(product_productfamily, '') AS family, nullif(product_instancetype, '') AS instance_type, lineitem_usageaccountid AS account,
    nullif(lineitem_availabilityzone, '') AS zone, nullif(product_region, '') AS region, nullif(pricing_unit, '') AS unit,
    nullif(lineitem_currencycode, '') AS currency,
    CASE WHEN lineitem_productcode <> 'AmazonEC2' OR product_productfamily <> 'Data Transfer' THEN NULL
        WHEN contains(usage_type, 'in-bytes') THEN 'IN' WHEN contains(usage_type, 'out-bytes') THEN 'OUT'
        WHEN contains(usage_type, 'regional-bytes') AND contains(operation, '-in') THEN 'IN'
        WHEN contains(usage_type, 'regional-bytes') AND contains(operation, '-out') THEN 'OUT' END AS direction,
    usage, CASE WHEN type = 'SavingsPlanCoveredUsage' THEN 0 ELSE unblended END AS unblended,
    CASE WHEN type = 'SavingsPlanCoveredUsage' THEN 0 ELSE blended END AS blended, savings_plan,
    CASE WHEN type IN ('Tax', 'Usage') THEN unblended ELSE savings_plan END AS amortized
FROM items;

CREATE TEMP TABLE tags AS
SELECT text, labels, map_from_entries(list_filter(map_entries(labels), lambda entry: entry.key IN ('team', 'cost_center'))) AS shown
FROM (SELECT DISTINCT tags AS text, CAST(CAST(tags AS JSON) AS MAP(VARCHAR, VARCHAR)) AS labels FROM lines WHERE tags <> '');

CREATE TEMP TABLE ids AS
SELECT DISTINCT day, resource_id FROM cluster WHERE resource_id <> ''
UNION SELECT DISTINCT day, handle FROM cluster WHERE handle <> '';

CREATE TEMP TABLE disks AS
SELECT day, resource_id, round(max(cost) / (max(rate) / (24 * day_count))) AS disk_capacity
FROM (SELECT CAST(lineitem_usagestartdate AS DATE) AS day, lineitem_resourceid AS resource_id, lineitem_unblendedcost AS cost,
        lineitem_unblendedrate AS rate, day(last_day(lineitem_usagestartdate)) AS day_count
    FROM read_parquet('${lake}/*/AWS/*/*/*/*.parquet')
    WHERE lineitem_usagestartdate >= DATE '${from}' AND lineitem_usagestartdate < DATE '${to}' + INTERVAL 1 DAY
        AND lineitem_resourceid IN (SELECT DISTINCT handle FROM cluster WHERE handle <> ''))
GROUP BY day, resource_id, day_count;

CREATE TEMP TABLE node_groups AS
SELECT day, resource_id, namespace, pod_labels, max(node) AS node, sum(cpu) / nullif(max(node_cpu), 0) AS share,
    count(*) OVER (PARTITION BY day, resource_id) AS parts
FROM cluster WHERE resource_id <> '' GROUP BY day, resource_id, namespace, pod_labels;

CREATE TEMP TABLE disk_groups AS
SELECT day, handle AS resource_id, namespace, pod_labels, volume_labels, max(node) AS node, max(claim) AS claim, max(volume) AS volume,
    max(storage_class) AS storage_class, max(capacity) AS capacity
FROM cluster WHERE handle <> '' AND volume IS NOT NULL AND namespace IS NOT NULL GROUP BY day, handle, namespace, pod_labels, volume_labels;

CREATE TEMP TABLE disk_rests AS
SELECT day, resource_id, max(claim) AS claim, max(volume) AS volume, max(storage_class) AS storage_class, sum(capacity) AS capacity
FROM (SELECT day, handle AS resource_id, volume, max(claim) AS claim, max(storage_class) AS storage_class, max(capacity) AS capacity
    FROM cluster WHERE handle <> '' GROUP BY ALL)
GROUP BY day, resource_id;

CREATE TEMP TABLE pointed_at AS
SELECT day, key, value, namespace, storage, max(node) AS node, max(claim) AS claim, max(volume) AS volume, max(storage_class) AS storage_class,
    max(pod_labels) AS pod_labels, max(volume_labels) AS volume_labels
FROM (SELECT cluster.*, 'openshift_project' AS key, namespace AS value FROM cluster
    UNION ALL SELECT cluster.*, 'openshift_node', node FROM cluster
    UNION ALL SELECT cluster.*, 'openshift_cluster', 'Frankfurt' FROM cluster
    UNION ALL SELECT cluster.*, key, value
    FROM cluster JOIN (SELECT text, unnest(map_entries(labels), recursive := true) FROM kept.labels) ON text = coalesce(pod_labels, volume_labels)
    WHERE key IN ('team', 'cost_center'))
WHERE value IS NOT NULL AND namespace NOT IN ('Worker unallocated', 'Platform unallocated', 'Storage unattributed', 'Network unattributed')
GROUP BY ALL;

CREATE TEMP TABLE tag_groups AS
SELECT day, text, namespace, storage, max(node) AS node, max(claim) AS claim, max(volume) AS volume, max(storage_class) AS storage_class,
    max(pod_labels) AS pod_labels, max(volume_labels) AS volume_labels, count(*) OVER (PARTITION BY day, text) AS parts
FROM (SELECT text, unnest(map_entries(labels), recursive := true) FROM tags) AS entries JOIN pointed_at USING (key, value)
GROUP BY day, text, namespace, storage;

CREATE TEMP TABLE shares AS
SELECT lines.day, 'Storage' AS data_source, namespace, node, claim, volume, storage_class, lines.resource_id, product, family, instance_type, account, zone,
    region, unit, direction, currency, coalesce(pod_labels, volume_labels) AS labels, tags, cost_category, usage,
    unblended * capacity / disk_capacity AS unblended, blended * capacity / disk_capacity AS blended, savings_plan * capacity / disk_capacity AS savings_plan,
    amortized * capacity / disk_capacity AS amortized
FROM lines JOIN disks USING (day, resource_id) JOIN disk_groups USING (day, resource_id) WHERE direction IS NULL
UNION ALL
SELECT lines.day, 'Storage', 'Storage unattributed', NULL, claim, volume, storage_class, lines.resource_id, product, family, instance_type, account, zone,
    region, unit, NULL, currency, NULL, NULL, NULL, NULL, unblended * (disk_capacity - capacity) / disk_capacity,
    blended * (disk_capacity - capacity) / disk_capacity, savings_plan * (disk_capacity - capacity) / disk_capacity,
    amortized * (disk_capacity - capacity) / disk_capacity
FROM lines JOIN disks USING (day, resource_id) JOIN disk_rests USING (day, resource_id) WHERE direction IS NULL AND capacity <> disk_capacity
UNION ALL
SELECT lines.day, 'Pod', namespace, node, NULL, NULL, NULL, lines.resource_id, product, family, instance_type, account, zone, region, unit, NULL, currency,
    pod_labels, tags, cost_category, usage / parts, unblended * share, blended * share, savings_plan * share, amortized * share
FROM lines JOIN node_groups USING (day, resource_id) WHERE direction IS NULL
UNION ALL
SELECT lines.day, 'Pod', 'Network unattributed', node, NULL, NULL, NULL, lines.resource_id, product, family, instance_type, account, zone, region, unit,
    direction, currency, '{}', tags, NULL, usage, unblended, blended, savings_plan, amortized
FROM lines JOIN (SELECT DISTINCT day, resource_id, node FROM cluster WHERE resource_id <> '' AND NOT storage) USING (day, resource_id)
WHERE direction IS NOT NULL
UNION ALL
SELECT lines.day, CASE WHEN storage THEN 'Storage' ELSE 'Pod' END, namespace, node, claim, volume, storage_class, lines.resource_id, product, family,
    instance_type, account, zone, region, unit, NULL, currency, coalesce(pod_labels, volume_labels), tags, cost_category, usage / parts, unblended / parts,
    blended / parts, savings_plan / parts, amortized / parts
FROM lines ANTI JOIN ids USING (day, resource_id) JOIN tag_groups ON tag_groups.day = lines.day AND text = tags;

CREATE TEMP TABLE merges AS
SELECT pairs.labels, pairs.tags, CAST(to_json(map_concat(coalesce(of_cluster.labels, MAP {}), shown)) AS VARCHAR) AS merged
FROM (SELECT DISTINCT labels, tags FROM shares WHERE labels IS NOT NULL AND tags IS NOT NULL) AS pairs
JOIN tags AS of_item ON of_item.text = pairs.tags LEFT JOIN kept.labels AS of_cluster ON of_cluster.text = pairs.labels;

CREATE TEMP TABLE projects AS
SELECT day, data_source, namespace, node, claim, volume, storage_class, resource_id, product, family, instance_type, account, zone, region, unit, direction,
    currency, merged, cost_category, sum(usage) AS usage, sum(CASE direction WHEN 'IN' THEN usage END) AS data_in,
    sum(CASE direction WHEN 'OUT' THEN usage END) AS data_out, sum(unblended) AS unblended, sum(unblended * 0.1) AS unblended_markup, sum(blended) AS blended,
    sum(blended * 0.1) AS blended_markup, sum(savings_plan) AS savings_plan, sum(savings_plan * 0.1) AS savings_plan_markup, sum(amortized) AS amortized,
    sum(amortized * 0.1) AS amortized_markup
FROM shares LEFT JOIN merges USING (labels, tags) GROUP BY ALL;

CREATE TEMP TABLE summaries AS
SELECT 0 AS number, day, NULL AS one, NULL AS two, NULL AS account, NULL AS usage, sum(unblended) AS unblended, sum(blended) AS blended,
    sum(savings_plan) AS savings_plan, sum(amortized) AS amortized FROM projects GROUP BY ALL
UNION ALL SELECT 1, day, NULL, NULL, account, NULL, sum(unblended), sum(blended), sum(savings_plan), sum(amortized) FROM projects GROUP BY ALL
UNION ALL SELECT 2, day, region, zone, account, NULL, sum(unblended), sum(blended), sum(savings_plan), sum(amortized) FROM projects GROUP BY ALL
UNION ALL SELECT 3, day, product, family, account, NULL, sum(unblended), sum(blended), sum(savings_plan), sum(amortized) FROM projects GROUP BY ALL
UNION ALL SELECT 4, day, instance_type, resource_id, account, sum(usage), sum(unblended), sum(blended), sum(savings_plan), sum(amortized)
FROM projects WHERE instance_type IS NOT NULL GROUP BY ALL
UNION ALL SELECT 5, day, family, NULL, account, sum(usage), sum(unblended), sum(blended), sum(savings_plan), sum(amortized)
FROM projects WHERE contains(family, 'Storage') AND unit = 'GB-Mo' GROUP BY ALL
UNION ALL SELECT 6, day, product, NULL, account, sum(usage), sum(unblended), sum(blended), sum(savings_plan), sum(amortized)
FROM projects WHERE product IN ('AmazonRDS', 'AmazonDynamoDB', 'AmazonElastiCache', 'AmazonNeptune', 'AmazonRedshift', 'AmazonDocumentDB') GROUP BY ALL
UNION ALL SELECT 7, day, product, NULL, account, sum(usage), sum(unblended), sum(blended), sum(savings_plan), sum(amortized)
FROM projects WHERE product IN ('AmazonVPC', 'AmazonCloudFront', 'AmazonRoute53', 'AmazonAPIGateway') GROUP BY ALL;

SELECT (SELECT count(*) FROM projects) + (SELECT count(*) FROM summaries);
