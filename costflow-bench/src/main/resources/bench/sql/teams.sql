SELECT label_value(pod_labels, 'team') AS team,
       core_hours(SUM(pod_effective_usage_cpu_core_seconds)) AS core_hours,
       gib_hours(SUM(pod_effective_usage_memory_byte_seconds)) AS gib_hours
FROM openshift_pod_usage_line_items
WHERE `year` = '2025' AND `month` = '10'
GROUP BY label_value(pod_labels, 'team')
ORDER BY core_hours DESC
