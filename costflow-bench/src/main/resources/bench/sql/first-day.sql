SELECT namespace, core_hours(SUM(pod_usage_cpu_core_seconds)) AS core_hours
FROM openshift_pod_usage_line_items
WHERE `source` = 'c057f10e-0000-4000-8000-000000000001' AND `year` = '2025' AND `month` = '10'
    AND interval_start < TIMESTAMP '2025-10-02 00:00:00'
GROUP BY namespace
ORDER BY core_hours DESC
