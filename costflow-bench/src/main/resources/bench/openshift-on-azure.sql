SET threads = ${threads};

SET preserve_insertion_order = false;

ATTACH '${rows}' AS kept (READ_ONLY);

CREATE TEMP TABLE cluster AS SELECT * FROM kept.cluster WHERE day BETWEEN '${from}' AND '${to}';

CREATE TEMP TABLE lines AS
SELECT CAST(date AS DATE) AS day, nullif(split_part(resourceid, '/', 9), '') AS resource_id, tags,
    coalesce(nullif(subscriptionid, ''), subscriptionguid) AS subscription, max(subscriptionname) AS subscription_name,
    coalesce(nullif(servicename, ''), metercategory) AS service, nullif(resourcelocation, '') AS location, metername AS meter,
    additionalinfo->>'ServiceType' AS instance_type, CASE split_part(unitofmeasure, ' ', 2) WHEN 'Hours' THEN 'Hrs' WHEN 'GB/Month' THEN 'GB-Mo' ELSE unitofmeasure END AS unit,
    coalesce(nullif(billingcurrencycode, ''), billingcurrency) AS currency,
    CASE WHEN servicename = 'Virtual Network' AND lower(consumedservice) = 'microsoft.compute'
        THEN CASE lower(additionalinfo->>'DataTransferDirection') WHEN 'datatrin' THEN 'IN' WHEN 'datatrout' THEN 'OUT' END END AS direction,
    sum(round(quantity, 9)) AS usage, sum(round(costinbillingcurrency, 9)) AS cost
FROM read_parquet('${lake}/*/Azure/*/*/*/*.parquet')
WHERE date >= DATE '${from}' AND date < DATE '${to}' + INTERVAL 1 DAY AND (resourceid <> '' OR tags NOT IN ('', '{}'))
GROUP BY ALL;

CREATE TEMP TABLE tags AS
SELECT text, labels, map_from_entries(list_filter(map_entries(labels), lambda entry: entry.key IN ('team', 'cost_center'))) AS shown
FROM (SELECT DISTINCT tags AS text, CAST(CAST(tags AS JSON) AS MAP(VARCHAR, VARCHAR)) AS labels FROM lines WHERE tags <> '');

CREATE TEMP TABLE ids AS
SELECT DISTINCT day, node AS resource_id FROM cluster WHERE node <> ''
UNION SELECT DISTINCT day, node || '_OSDisk' FROM cluster WHERE node <> ''
UNION SELECT DISTINCT day, volume FROM cluster WHERE volume <> '';

CREATE TEMP TABLE disks AS
SELECT day, resource_id, max(CASE split_part(meter, ' ', 1) WHEN 'P4' THEN 32 WHEN 'P6' THEN 64 WHEN 'P10' THEN 128 WHEN 'P15' THEN 256 WHEN 'P20' THEN 512
    WHEN 'P30' THEN 1024 WHEN 'P40' THEN 2048 END) AS disk_capacity
FROM lines WHERE contains(service, 'Storage') AND NOT ends_with(lower(resource_id), '_osdisk') AND (day, resource_id) IN (SELECT (day, volume) FROM cluster)
GROUP BY day, resource_id;

CREATE TEMP TABLE node_groups AS
SELECT day, node AS resource_id, namespace, pod_labels, node, sum(cpu) / nullif(max(node_cpu), 0) AS share,
    count(*) OVER (PARTITION BY day, node) AS parts
FROM cluster WHERE resource_id <> '' AND NOT storage GROUP BY day, node, namespace, pod_labels;

CREATE TEMP TABLE disk_groups AS
SELECT day, volume AS resource_id, namespace, pod_labels, volume_labels, max(node) AS node, max(claim) AS claim, max(volume) AS volume,
    max(storage_class) AS storage_class, max(capacity) AS capacity
FROM cluster WHERE volume IS NOT NULL AND namespace IS NOT NULL GROUP BY day, volume, namespace, pod_labels, volume_labels;

CREATE TEMP TABLE disk_rests AS
SELECT day, resource_id, max(claim) AS claim, max(volume) AS volume, max(storage_class) AS storage_class, sum(capacity) AS capacity
FROM (SELECT day, volume AS resource_id, volume, max(claim) AS claim, max(storage_class) AS storage_class, max(capacity) AS capacity
    FROM cluster WHERE volume <> '' GROUP BY ALL)
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
SELECT lines.day, 'Storage' AS data_source, namespace, node, claim, volume, storage_class, lines.resource_id, subscription, service, location,
    instance_type, 'GB-Mo' AS unit, direction, currency, coalesce(pod_labels, volume_labels) AS labels, tags, usage,
    cost * capacity / disk_capacity AS cost
FROM lines JOIN disks USING (day, resource_id) JOIN disk_groups USING (day, resource_id) WHERE direction IS NULL
UNION ALL
SELECT lines.day, 'Storage', 'Storage unattributed', NULL, claim, volume, storage_class, lines.resource_id, subscription, service, location, instance_type,
    'GB-Mo', NULL, currency, NULL, NULL, NULL, cost * (disk_capacity - capacity) / disk_capacity
FROM lines JOIN disks USING (day, resource_id) JOIN disk_rests USING (day, resource_id) WHERE direction IS NULL
UNION ALL
SELECT lines.day, 'Pod', namespace, node, NULL, NULL, NULL, lines.resource_id, subscription, service, location, instance_type, unit, NULL, currency,
    pod_labels, tags, usage / parts, cost * share
FROM lines JOIN node_groups ON lines.day = node_groups.day AND lower(replace(lines.resource_id, '_OSDisk', '')) = lower(node) WHERE direction IS NULL
UNION ALL
SELECT lines.day, 'Pod', 'Network unattributed', node, NULL, NULL, NULL, lines.resource_id, subscription, service, location, instance_type, unit, direction,
    currency, '{}', tags, usage, cost
FROM lines JOIN (SELECT DISTINCT day, node AS resource_id, node FROM cluster WHERE resource_id <> '' AND NOT storage) USING (day, resource_id)
WHERE direction IS NOT NULL
UNION ALL
SELECT lines.day, CASE WHEN storage THEN 'Storage' ELSE 'Pod' END, namespace, node, claim, volume, storage_class, lines.resource_id, subscription, service,
    location, instance_type, unit, NULL, currency, coalesce(pod_labels, volume_labels), tags, usage / parts, cost / parts
FROM lines ANTI JOIN ids USING (day, resource_id) JOIN tag_groups ON tag_groups.day = lines.day AND text = tags;

CREATE TEMP TABLE merges AS
SELECT pairs.labels, pairs.tags, CAST(to_json(map_concat(coalesce(of_cluster.labels, MAP {}), shown)) AS VARCHAR) AS merged
FROM (SELECT DISTINCT labels, tags FROM shares WHERE labels IS NOT NULL AND tags IS NOT NULL) AS pairs
JOIN tags AS of_item ON of_item.text = pairs.tags LEFT JOIN kept.labels AS of_cluster ON of_cluster.text = pairs.labels;

CREATE TEMP TABLE projects AS
SELECT day, data_source, namespace, node, claim, volume, storage_class, resource_id, subscription, service, location, instance_type, unit, direction,
    currency, merged, sum(usage) AS usage, sum(CASE direction WHEN 'IN' THEN usage END) AS data_in, sum(CASE direction WHEN 'OUT' THEN usage END) AS data_out,
    sum(cost) AS cost, sum(cost * 0.1) AS markup
FROM shares LEFT JOIN merges USING (labels, tags) GROUP BY ALL;

CREATE TEMP TABLE summaries AS
SELECT 0 AS number, day, NULL AS one, NULL AS two, NULL AS usage, sum(cost) AS cost, sum(markup) AS markup FROM projects GROUP BY ALL
UNION ALL SELECT 1, day, subscription, NULL, NULL, sum(cost), sum(markup) FROM projects GROUP BY ALL
UNION ALL SELECT 2, day, subscription, location, NULL, sum(cost), sum(markup) FROM projects GROUP BY ALL
UNION ALL SELECT 3, day, subscription, service, NULL, sum(cost), sum(markup) FROM projects GROUP BY ALL
UNION ALL SELECT 4, day, instance_type, resource_id, sum(usage), sum(cost), sum(markup) FROM projects WHERE instance_type IS NOT NULL AND unit = 'Hrs' GROUP BY ALL
UNION ALL SELECT 5, day, subscription, service, sum(usage), sum(cost), sum(markup) FROM projects WHERE contains(service, 'Storage') AND unit = 'GB-Mo' GROUP BY ALL
UNION ALL SELECT 6, day, subscription, service, sum(usage), sum(cost), sum(markup) FROM projects WHERE contains(lower(service), 'database') GROUP BY ALL
UNION ALL SELECT 7, day, subscription, service, sum(usage), sum(cost), sum(markup) FROM projects
WHERE service IN ('Virtual Network', 'VPN', 'DNS', 'Traffic Manager', 'ExpressRoute', 'Load Balancer', 'Application Gateway') GROUP BY ALL;

SELECT (SELECT count(*) FROM projects) + (SELECT count(*) FROM summaries);
