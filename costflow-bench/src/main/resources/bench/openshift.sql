SET threads = ${threads};

SET preserve_insertion_order = false;

CREATE TEMP TABLE pods AS
SELECT CAST(interval_start AS DATE) AS day, namespace, node, pod_labels,
    sum(pod_usage_cpu_core_seconds) AS cpu_usage, sum(pod_request_cpu_core_seconds) AS cpu_request,
    sum(pod_effective_usage_cpu_core_seconds) AS cpu_effective, sum(pod_limit_cpu_core_seconds) AS cpu_limit,
    sum(pod_usage_memory_byte_seconds) AS memory_usage, sum(pod_request_memory_byte_seconds) AS memory_request,
    sum(pod_effective_usage_memory_byte_seconds) AS memory_effective, sum(pod_limit_memory_byte_seconds) AS memory_limit,
    max(node_capacity_cpu_cores) AS cores, max(node_capacity_memory_bytes) AS bytes, max(resource_id) AS resource_id
FROM read_parquet('${lake}/daily/*/OCP/pod_usage/*/*/*/*.parquet') GROUP BY ALL;

CREATE TEMP TABLE places AS
SELECT CAST(interval_start AS DATE) AS day, namespace, pod, node, resource_id, max(node_role) AS node_role
FROM read_parquet('${lake}/daily/*/OCP/pod_usage/*/*/*/*.parquet') GROUP BY ALL;

CREATE TEMP TABLE capacities AS
SELECT interval_start, node, max(node_capacity_cpu_core_seconds) AS core_seconds, max(node_capacity_memory_byte_seconds) AS byte_seconds
FROM read_parquet('${lake}/*/OCP/pod_usage/*/*/*/*.parquet') GROUP BY ALL;

CREATE TEMP TABLE volumes AS
SELECT CAST(interval_start AS DATE) AS day, namespace, pod, persistentvolumeclaim, persistentvolume, storageclass, csi_volume_handle,
    persistentvolume_labels, persistentvolumeclaim_labels, sum(persistentvolumeclaim_capacity_byte_seconds) AS capacity,
    sum(volume_request_storage_byte_seconds) AS request, sum(persistentvolumeclaim_usage_byte_seconds) AS usage,
    max(persistentvolumeclaim_capacity_bytes) AS size
FROM read_parquet('${lake}/daily/*/OCP/storage_usage/*/*/*/*.parquet') GROUP BY ALL;

CREATE TEMP TABLE nodes AS
SELECT DISTINCT CAST(interval_start AS DATE) AS day, node, node_labels
FROM read_parquet('${lake}/daily/*/OCP/node_labels/*/*/*/*.parquet');

CREATE TEMP TABLE namespaces AS
SELECT DISTINCT CAST(interval_start AS DATE) AS day, namespace, namespace_labels
FROM read_parquet('${lake}/daily/*/OCP/namespace_labels/*/*/*/*.parquet');

CREATE TEMP TABLE labels AS
SELECT text, map_from_entries(list_filter(map_entries(CAST(CAST(text AS JSON) AS MAP(VARCHAR, VARCHAR))),
    lambda entry: entry.key IN ('app', 'environment', 'team', 'cost_center', 'backup', 'vm_kubevirt_io_name'))) AS labels
FROM (SELECT pod_labels AS text FROM pods UNION SELECT persistentvolume_labels FROM volumes UNION SELECT persistentvolumeclaim_labels FROM volumes
    UNION SELECT node_labels FROM nodes UNION SELECT namespace_labels FROM namespaces);

CREATE TEMP TABLE pod_rows AS
SELECT day, namespace, node, map_concat(of_node.labels, of_namespace.labels, of_pod.labels) AS merged,
    sum(cpu_usage), sum(cpu_request), sum(cpu_effective), sum(cpu_limit),
    sum(memory_usage), sum(memory_request), sum(memory_effective), sum(memory_limit), max(cores), max(bytes), max(resource_id)
FROM pods JOIN labels AS of_pod ON of_pod.text = pod_labels
LEFT JOIN (SELECT DISTINCT day, node, labels FROM nodes JOIN labels ON text = node_labels) AS of_node USING (day, node)
LEFT JOIN (SELECT DISTINCT day, namespace, labels FROM namespaces JOIN labels ON text = namespace_labels) AS of_namespace USING (day, namespace)
GROUP BY ALL;

CREATE TEMP TABLE node_days AS
SELECT CAST(interval_start AS DATE) AS day, node, sum(core_seconds), sum(byte_seconds) FROM capacities GROUP BY ALL;
