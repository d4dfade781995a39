SET threads = ${threads};

SET preserve_insertion_order = false;

ATTACH '${rows}' AS kept (READ_ONLY);

CREATE TEMP TABLE cluster AS SELECT * FROM kept.cluster WHERE day BETWEEN '${from}' AND '${to}';

CREATE TEMP TABLE lines AS
SELECT CAST(usage_start_time AS DATE) AS day, nullif(resource_name, '') AS resource_id, resource_global_name AS global_name, labels AS tags, invoice_month,
    billing_account_id AS account, project_id, project_name, service_id, service_description AS service, sku_id, sku_description AS sku,
    nullif(location_region, '') AS region, system_labels->>'compute.googleapis.com/machine_spec' AS instance_type, usage_pricing_unit AS unit, currency,
    CASE WHEN service_description <> 'Compute Engine' THEN NULL WHEN contains(lower(sku_description), 'data transfer in') THEN 'IN'
        WHEN contains(lower(sku_description), 'data transfer') THEN 'OUT' END AS direction,
    sum(round(usage_amount_in_pricing_units, 9)) AS usage, sum(round(cost, 9)) AS cost, sum(daily_credits) AS credit
FROM read_parquet('${lake}/daily/*/GCP/*/*/*/*/*.parquet')
WHERE usage_start_time >= DATE '${from}' AND usage_start_time < DATE '${to}' + INTERVAL 1 DAY AND (resource_name <> '' OR labels NOT IN ('', '{}'))
GROUP BY ALL;

CREATE TEMP TABLE tags AS
SELECT text, labels, map_from_entries(list_filter(map_entries(labels), lambda entry: entry.key IN ('team', 'cost_center'))) AS shown
FROM (SELECT DISTINCT tags AS text, CAST(CAST(tags AS JSON) AS MAP(VARCHAR, VARCHAR)) AS labels FROM lines WHERE tags <> '');

CREATE TEMP TABLE node_names AS
SELECT DISTINCT resource_id, node FROM (SELECT DISTINCT resource_id FROM lines) JOIN (SELECT DISTINCT node FROM cluster WHERE node <> '')
    ON contains(resource_id, node);

CREATE TEMP TABLE ids AS
SELECT day, resource_id FROM node_names JOIN (SELECT DISTINCT day, node FROM cluster) USING (node)
UNION SELECT DISTINCT day, handle FROM cluster WHERE handle <> '';

CREATE TEMP TABLE disks AS
SELECT CAST(usage_start_time AS DATE) AS day, resource_name AS resource_id, round(max(usage_amount) / 1073741824 / 3600) AS disk_capacity
FROM read_parquet('${lake}/*/GCP/*/*/*/*.parquet')
WHERE usage_start_time >= DATE '${from}' AND usage_start_time < DATE '${to}' + INTERVAL 1 DAY
    AND resource_name IN (SELECT DISTINCT handle FROM cluster WHERE handle <> '') AND contains(resource_global_name, '/disk/')
GROUP BY ALL;

CREATE TEMP TABLE node_groups AS
SELECT day, node, namespace, pod_labels, max(resource_id) AS machine, sum(cpu) / nullif(max(node_cpu), 0) AS share, count(*) OVER (PARTITION BY day, node) AS parts
FROM cluster WHERE resource_id <> '' AND NOT storage GROUP BY day, node, namespace, pod_labels;

CREATE TEMP TABLE disk_groups AS
SELECT day, handle AS resource_id, namespace, pod_labels, volume_labels, max(node) AS node, max(claim) AS claim, max(volume) AS volume,
    max(storage_class) AS storage_class, max(capacity) AS capacity, max(cluster.resource_id) AS machine
FROM cluster WHERE handle <> '' AND volume IS NOT NULL AND namespace IS NOT NULL GROUP BY day, handle, namespace, pod_labels, volume_labels;

CREATE TEMP TABLE disk_rests AS
SELECT day, resource_id, max(claim) AS claim, max(volume) AS volume, max(storage_class) AS storage_class, sum(capacity) AS capacity,
    max(machine) AS machine
FROM (SELECT day, handle AS resource_id, volume, max(claim) AS claim, max(storage_class) AS storage_class, max(capacity) AS capacity,
        max(cluster.resource_id) AS machine
    FROM cluster WHERE handle <> '' GROUP BY ALL)
GROUP BY day, resource_id;

CREATE TEMP TABLE pointed_at AS
SELECT day, key, value, namespace, storage, max(node) AS node, max(claim) AS claim, max(volume) AS volume, max(storage_class) AS storage_class,
    max(pod_labels) AS pod_labels, max(volume_labels) AS volume_labels, max(resource_id) AS machine
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
    max(pod_labels) AS pod_labels, max(volume_labels) AS volume_labels, max(machine) AS machine, count(*) OVER (PARTITION BY day, text) AS parts
FROM (SELECT text, unnest(map_entries(labels), recursive := true) FROM tags) AS entries JOIN pointed_at USING (key, value)
GROUP BY day, text, namespace, storage;

CREATE TEMP TABLE shares AS
SELECT lines.day, 'Storage' AS data_source, namespace, node, claim, volume, storage_class, machine, invoice_month, account, project_id, project_name,
    service_id, service, sku_id, sku, region, instance_type, unit, direction, currency, coalesce(pod_labels, volume_labels) AS labels, tags, usage,
    cost * capacity / disk_capacity AS cost, credit * capacity / disk_capacity AS credit
FROM lines JOIN disks USING (day, resource_id) JOIN disk_groups USING (day, resource_id) WHERE direction IS NULL
UNION ALL
SELECT lines.day, 'Storage', 'Storage unattributed', NULL, claim, volume, storage_class, machine, invoice_month, account, project_id, project_name,
    service_id, service, sku_id, sku, region, instance_type, unit, NULL, currency, NULL, NULL, 0, cost * (disk_capacity - capacity) / disk_capacity,
    credit * (disk_capacity - capacity) / disk_capacity
FROM lines JOIN disks USING (day, resource_id) JOIN disk_rests USING (day, resource_id) WHERE direction IS NULL
UNION ALL
SELECT lines.day, 'Pod', namespace, node, NULL, NULL, NULL, machine, invoice_month, account, project_id, project_name, service_id, service, sku_id,
    sku, region, instance_type, unit, NULL, currency, pod_labels, tags, usage / parts, cost * share, credit * share
FROM lines JOIN node_names USING (resource_id) JOIN node_groups USING (day, node) WHERE direction IS NULL
UNION ALL
SELECT lines.day, 'Pod', 'Network unattributed', node, NULL, NULL, NULL, machine, invoice_month, account, project_id, project_name, service_id,
    service, sku_id, sku, region, instance_type, unit, direction, currency, '{}', tags, usage, cost, credit
FROM lines JOIN node_names USING (resource_id) JOIN (SELECT DISTINCT day, node, machine FROM node_groups) USING (day, node) WHERE direction IS NOT NULL
UNION ALL
SELECT lines.day, CASE WHEN storage THEN 'Storage' ELSE 'Pod' END, namespace, node, claim, volume, storage_class, machine, invoice_month, account,
    project_id, project_name, service_id, service, sku_id, sku, region, instance_type, unit, NULL, currency, coalesce(pod_labels, volume_labels), tags,
    usage / parts, cost / parts, credit / parts
FROM lines ANTI JOIN ids USING (day, resource_id) JOIN tag_groups ON tag_groups.day = lines.day AND text = tags;

CREATE TEMP TABLE merges AS
SELECT pairs.labels, pairs.tags, CAST(to_json(map_concat(coalesce(of_cluster.labels, MAP {}), shown)) AS VARCHAR) AS merged
FROM (SELECT DISTINCT labels, tags FROM shares WHERE labels IS NOT NULL AND tags IS NOT NULL) AS pairs
JOIN tags AS of_item ON of_item.text = pairs.tags LEFT JOIN kept.labels AS of_cluster ON of_cluster.text = pairs.labels;

CREATE TEMP TABLE projects AS
SELECT day, data_source, namespace, node, claim, volume, storage_class, machine, invoice_month, account, project_id, project_name, service_id, service,
    sku_id, sku, region, instance_type, unit, direction, currency, merged, sum(usage) AS usage, sum(CASE direction WHEN 'IN' THEN usage END) AS data_in,
    sum(CASE direction WHEN 'OUT' THEN usage END) AS data_out, sum(cost) AS cost, sum(cost * 0.1) AS markup, sum(credit) AS credit
FROM shares LEFT JOIN merges USING (labels, tags) GROUP BY ALL;

CREATE TEMP TABLE summaries AS
SELECT 0 AS number, day, invoice_month, NULL AS one, NULL AS two, NULL AS three, NULL AS usage, sum(cost) AS cost, sum(markup) AS markup, sum(credit) AS credit
FROM projects GROUP BY ALL
UNION ALL SELECT 1, day, invoice_month, account, NULL, NULL, NULL, sum(cost), sum(markup), sum(credit) FROM projects GROUP BY ALL
UNION ALL SELECT 2, day, invoice_month, project_id, project_name, NULL, NULL, sum(cost), sum(markup), sum(credit) FROM projects GROUP BY ALL
UNION ALL SELECT 3, day, invoice_month, account, region, NULL, NULL, sum(cost), sum(markup), sum(credit) FROM projects GROUP BY ALL
UNION ALL SELECT 4, day, invoice_month, account, service_id, service, NULL, sum(cost), sum(markup), sum(credit) FROM projects GROUP BY ALL
UNION ALL SELECT 5, day, invoice_month, account, instance_type, NULL, sum(usage), sum(cost), sum(markup), sum(credit) FROM projects GROUP BY ALL
UNION ALL SELECT 6, day, invoice_month, account, service_id, service, sum(usage), sum(cost), sum(markup), sum(credit) FROM projects
WHERE service IN ('Filestore', 'Storage', 'Cloud Storage', 'Data Transfer')
    OR service = 'Compute Engine' AND (contains(lower(sku), ' pd ') OR contains(lower(sku), 'snapshot')) GROUP BY ALL
UNION ALL SELECT 7, day, invoice_month, account, service_id, service, sum(usage), sum(cost), sum(markup), sum(credit) FROM projects
WHERE regexp_matches(service, 'Network|VPC|Firewall|Route|IP|DNS|CDN|NAT') GROUP BY ALL
UNION ALL SELECT 8, day, invoice_month, account, service_id, service, sum(usage), sum(cost), sum(markup), sum(credit) FROM projects
WHERE regexp_matches(service, 'SQL|Spanner|Bigtable|Firestore|Firebase|Memorystore|MongoDB') GROUP BY ALL;

SELECT (SELECT count(*) FROM projects) + (SELECT count(*) FROM summaries);
