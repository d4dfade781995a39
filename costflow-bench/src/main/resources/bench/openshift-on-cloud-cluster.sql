SET threads = ${threads};

SET preserve_insertion_order = false;

ATTACH '${rows}' AS kept;

CREATE TEMP TABLE pods AS
SELECT CAST(interval_start AS DATE) AS day, namespace, node, pod_labels, max(resource_id) AS resource_id,
    sum(pod_effective_usage_cpu_core_seconds) / 3600 AS cpu
FROM read_parquet('${lake}/daily/*/OCP/pod_usage/*/*/*/*.parquet') WHERE node <> '' GROUP BY ALL;

CREATE TEMP TABLE places AS
SELECT DISTINCT CAST(interval_start AS DATE) AS day, namespace, pod, node, resource_id
FROM read_parquet('${lake}/daily/*/OCP/pod_usage/*/*/*/*.parquet');

CREATE TEMP TABLE capacities AS
SELECT day, node, sum(core_seconds) / 3600 AS node_cpu
FROM (SELECT CAST(interval_start AS DATE) AS day, interval_start, node, max(node_capacity_cpu_core_seconds) AS core_seconds
    FROM read_parquet('${lake}/*/OCP/pod_usage/*/*/*/*.parquet') GROUP BY ALL)
GROUP BY ALL;

CREATE TEMP TABLE volumes AS
SELECT CAST(interval_start AS DATE) AS day, namespace, pod, persistentvolumeclaim AS claim, persistentvolume AS volume, storageclass AS storage_class,
    csi_volume_handle AS handle, persistentvolume_labels, persistentvolumeclaim_labels, max(persistentvolumeclaim_capacity_bytes) / 1073741824 AS capacity
FROM read_parquet('${lake}/daily/*/OCP/storage_usage/*/*/*/*.parquet') GROUP BY ALL;

CREATE TEMP TABLE nodes AS
SELECT DISTINCT CAST(interval_start AS DATE) AS day, node, node_labels
FROM read_parquet('${lake}/daily/*/OCP/node_labels/*/*/*/*.parquet');

CREATE TEMP TABLE namespaces AS
SELECT DISTINCT CAST(interval_start AS DATE) AS day, namespace, namespace_labels
FROM read_parquet('${lake}/daily/*/OCP/namespace_labels/*/*/*/*.parquet');

CREATE TEMP TABLE labels AS
SELECT text, text->>'node_role_kubernetes_io' AS role,
    map_from_entries(list_filter(map_entries(CAST(CAST(text AS JSON) AS MAP(VARCHAR, VARCHAR))),
        lambda entry: entry.key IN ('app', 'environment', 'team', 'cost_center', 'backup', 'vm_kubevirt_io_name'))) AS labels
FROM (SELECT pod_labels AS text FROM pods UNION SELECT persistentvolume_labels FROM volumes UNION SELECT persistentvolumeclaim_labels FROM volumes
    UNION SELECT node_labels FROM nodes UNION SELECT namespace_labels FROM namespaces);

CREATE TEMP TABLE labels_of_nodes AS SELECT DISTINCT day, node, role, labels FROM nodes JOIN labels ON text = node_labels;

CREATE TEMP TABLE labels_of_namespaces AS SELECT DISTINCT day, namespace, labels FROM namespaces JOIN labels ON text = namespace_labels;

CREATE TEMP TABLE pod_rows AS
SELECT day, namespace, node, max(resource_id) AS resource_id, map_concat(of_node.labels, of_namespace.labels, of_pod.labels) AS pod_labels, sum(cpu) AS cpu
FROM pods JOIN labels AS of_pod ON of_pod.text = pod_labels
LEFT JOIN labels_of_nodes AS of_node USING (day, node) LEFT JOIN labels_of_namespaces AS of_namespace USING (day, namespace)
GROUP BY ALL;

CREATE TABLE kept.cluster AS
SELECT day, false AS storage, namespace, node, resource_id, CAST(to_json(pod_labels) AS VARCHAR) AS pod_labels, CAST(NULL AS VARCHAR) AS volume_labels,
    NULL AS claim, NULL AS volume, NULL AS storage_class, NULL AS handle, CAST(NULL AS DOUBLE) AS capacity, cpu, node_cpu
FROM pod_rows LEFT JOIN capacities USING (day, node)
UNION ALL
SELECT day, false, CASE WHEN max(role) IN ('master', 'infra') THEN 'Platform unallocated' WHEN max(role) = 'worker' THEN 'Worker unallocated' END,
    node, max(resource_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL, max(node_cpu) - sum(cpu), max(node_cpu)
FROM pod_rows LEFT JOIN capacities USING (day, node) LEFT JOIN labels_of_nodes USING (day, node) GROUP BY day, node
UNION ALL
SELECT day, true, namespace, places.node, places.resource_id, NULL,
    CAST(to_json(map_concat(of_node.labels, of_namespace.labels, of_volume.labels, of_claim.labels)) AS VARCHAR) AS merged,
    claim, volume, storage_class, handle, max(capacity), NULL, NULL
FROM volumes JOIN labels AS of_volume ON of_volume.text = persistentvolume_labels JOIN labels AS of_claim ON of_claim.text = persistentvolumeclaim_labels
LEFT JOIN places USING (day, namespace, pod)
LEFT JOIN labels_of_nodes AS of_node ON of_node.day = volumes.day AND of_node.node = places.node
LEFT JOIN labels_of_namespaces AS of_namespace USING (day, namespace)
GROUP BY ALL;

CREATE TABLE kept.labels AS
SELECT text, CAST(CAST(text AS JSON) AS MAP(VARCHAR, VARCHAR)) AS labels
FROM (SELECT pod_labels AS text FROM kept.cluster UNION SELECT volume_labels FROM kept.cluster) WHERE text IS NOT NULL;

SELECT count(*) FROM kept.cluster;
