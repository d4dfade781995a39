SELECT namespace, persistentvolumeclaim AS claim,
       100 * SUM(persistentvolumeclaim_usage_byte_seconds) / SUM(persistentvolumeclaim_capacity_byte_seconds) AS percent_full,
       MAX(persistentvolumeclaim_capacity_bytes) / 1073741824 AS gib
FROM openshift_storage_usage_line_items
WHERE `year` = '2025' AND `month` = '10'
GROUP BY namespace, persistentvolumeclaim
HAVING SUM(persistentvolumeclaim_usage_byte_seconds) < 0.45 * SUM(persistentvolumeclaim_capacity_byte_seconds)
ORDER BY percent_full, namespace, claim
