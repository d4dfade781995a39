SET threads = ${threads};

SET preserve_insertion_order = false;

CREATE VIEW openshift_pod_usage_line_items AS
SELECT * FROM read_parquet('${lake}/*/OCP/pod_usage/*/*/*/*.parquet', hive_partitioning = true, hive_types_autocast = false);

CREATE VIEW openshift_storage_usage_line_items AS
SELECT * FROM read_parquet('${lake}/*/OCP/storage_usage/*/*/*/*.parquet', hive_partitioning = true, hive_types_autocast = false);

CREATE MACRO core_hours(core_seconds) AS core_seconds / 3600;

CREATE MACRO gib_hours(byte_seconds) AS byte_seconds / 3600 / 1073741824;

CREATE MACRO label_value(labels, label) AS json_extract_string(labels, label);
