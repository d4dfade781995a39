SELECT namespace, pod, core_hours(SUM(pod_request_cpu_core_seconds)) AS requested, core_hours(SUM(pod_usage_cpu_core_seconds)) AS used
FROM openshift_pod_usage_line_items
WHERE `year` = '2025' AND `month` = '10'
GROUP BY namespace, pod
HAVING SUM(pod_request_cpu_core_seconds) > 4 * SUM(pod_usage_cpu_core_seconds)
ORDER BY requested - used DESC, namespace, pod
