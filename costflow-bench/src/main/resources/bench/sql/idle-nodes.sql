WITH hours AS (
    SELECT node, interval_start, SUM(pod_usage_cpu_core_seconds) AS used, MAX(node_capacity_cpu_core_seconds) AS capacity
    FROM openshift_pod_usage_line_items
    WHERE `year` = '2025' AND `month` = '10'
    GROUP BY `source`, node, interval_start)
SELECT node, 100 * SUM(used) / SUM(capacity) AS percent_used, core_hours(SUM(capacity) - SUM(used)) AS idle_core_hours
FROM hours
GROUP BY node
ORDER BY percent_used, node
