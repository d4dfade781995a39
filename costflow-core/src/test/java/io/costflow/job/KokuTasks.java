package io.costflow.job;

import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.KeptConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What koku's workers do to the tables that Costflow writes (14-coexistence.md), each statement committed by itself as koku does. */
final class KokuTasks {

    static final String USAGE = "reporting_ocpusagelineitem_daily_summary";
    static final String PROJECTS = "reporting_ocpawscostlineitem_project_daily_summary_p";
    static final String AWS = "reporting_awscostentrylineitem_daily_summary";

    private static final String TENANT = EmbeddedDatabase.TENANT;

    /** Of a row in which a parent and a child are both, all children are dropped; else each becomes its parent. */
    private static final String MAPPED = """
            with mapping as (
                select distinct child.key as child, parent.key as parent from %1$s.reporting_tagmapping m
                    join %1$s.reporting_enabledtagkeys child on child.uuid = m.child_id join %1$s.reporting_enabledtagkeys parent on parent.uuid = m.parent_id
                where child.enabled and child.provider_type in (%2$s)),
            found as (select t.uuid, t.%4$s as labels, exists (select from mapping where t.%4$s ? child and t.%4$s ? parent) as both_there
                from %1$s.%3$s t where t.%4$s ?| array(select child from mapping)),
            mapped as (select uuid, (
                    select jsonb_object_agg(case when both_there then l.key else coalesce(parent, l.key) end, l.value order by l.place)
                    from jsonb_each(labels) with ordinality as l (key, value, place) left join mapping on child = l.key
                    where not both_there or child is null) as labels
                from found)
            update %1$s.%3$s t set %5$s from mapped where t.uuid = mapped.uuid""";

    private final KokuDatabase database;

    KokuTasks(KokuDatabase database) {
        this.database = database;
    }

    /** Enables a key's mapping to another one, which need not be enabled. */
    void map(String type, String child, String parent) throws SQLException {
        execute("insert into %1$s.reporting_enabledtagkeys (key, enabled, provider_type) values ('%2$s', false, '%3$s') on conflict do nothing", TENANT, parent, type);
        execute("insert into %1$s.reporting_tagmapping (child_id, parent_id) select c.uuid, p.uuid from %1$s.reporting_enabledtagkeys c, %1$s.reporting_enabledtagkeys p"
                + " where c.key = '%2$s' and p.key = '%3$s' and c.provider_type = '%4$s' and p.provider_type = '%4$s'", TENANT, child, parent, type);
    }

    /** Takes away every mapping. */
    void unmap() throws SQLException {
        execute("delete from %s.reporting_tagmapping", TENANT);
    }

    /** Maps labels and tags of all rows, and returns how many it changed. */
    int mapTags() throws SQLException {
        return execute(MAPPED, TENANT, "'OCP'", USAGE, "pod_labels", "pod_labels = mapped.labels, all_labels = mapped.labels")
                + execute(MAPPED, TENANT, "'OCP'", USAGE, "volume_labels", "volume_labels = mapped.labels, all_labels = mapped.labels")
                + execute(MAPPED, TENANT, "'OCP', 'AWS'", PROJECTS, "tags", "tags = mapped.labels")
                + execute(MAPPED, TENANT, "'AWS'", AWS, "tags", "tags = mapped.labels");
    }

    /** Begins a cluster's summary of some days: deletes what has no cloud cost. Without Trino it ends here. */
    void deleteWindow(String source, String from, String to) throws SQLException {
        execute("delete from %1$s.%2$s where report_period_id in (select id from %1$s.reporting_ocpusagereportperiod where provider_id = '%3$s')"
                + " and usage_start between '%4$s' and '%5$s' and coalesce(infrastructure_raw_cost, 0) = 0", TENANT, USAGE, source, from, to);
    }

    /** The whole summary: the rows are deleted, and after a while rows of the same values are there, under keys of koku's. */
    void summarise(String source, String from, String to) throws SQLException {
        execute("drop table if exists computed_by_trino");
        execute("create table computed_by_trino as select * from %s.%s where source_uuid = '%s' and usage_start between '%s' and '%s' and raw_currency is null"
                + " and cost_model_rate_type is null", TENANT, USAGE, source, from, to);
        deleteWindow(source, from, to);
        execute("update computed_by_trino set uuid = public.uuid_generate_v4()");
        execute("insert into %s.%s select * from computed_by_trino", TENANT, USAGE);
    }

    /** Copies what clusters cost on AWS into the usage table, as rows whose cost may be 0, or NULL where nothing is to be added up. */
    void writeBack() throws SQLException {
        execute("delete from %s.%s where raw_currency is not null", TENANT, USAGE);
        execute("""
                insert into %1$s.%2$s (uuid, report_period_id, usage_start, usage_end, cluster_id, namespace, data_source, node, pod_labels, all_labels, source_uuid,
                    infrastructure_raw_cost, infrastructure_project_raw_cost, infrastructure_usage_cost, supplementary_usage_cost, raw_currency)
                select public.uuid_generate_v4(), p.report_period_id, p.usage_start, p.usage_start, p.cluster_id, p.namespace, p.data_source, p.node, p.tags, p.tags,
                    r.provider_id, cost.cost, cost.cost, '{"cpu": 0}', '{"cpu": 0}', max(p.currency_code)
                from %1$s.%3$s p join %1$s.reporting_ocpusagereportperiod r on r.id = p.report_period_id,
                    lateral (values (p.unblended_cost), (0), (null::numeric)) as cost (cost)
                group by p.report_period_id, p.usage_start, p.cluster_id, p.namespace, p.data_source, p.node, p.tags, r.provider_id, cost.cost""",
                TENANT, USAGE, PROJECTS);
    }

    /** Replaces the rows of a cost model. */
    void applyCostModel(String source) throws SQLException {
        execute("delete from %s.%s where source_uuid = '%s' and cost_model_rate_type = 'Supplementary'", TENANT, USAGE, source);
        execute("insert into %1$s.%2$s (uuid, usage_start, usage_end, source_uuid, data_source, namespace, report_period_id, cost_model_rate_type, cost_model_cpu_cost)"
                + " select public.uuid_generate_v4(), usage_start, usage_start, source_uuid, data_source, namespace, report_period_id, 'Supplementary', 1 from %1$s.%2$s"
                + " where source_uuid = '%3$s' and raw_currency is null and cost_model_rate_type is null", TENANT, USAGE, source);
    }

    /** Sets the markup of all rows of a cluster, in the order in which they lie in the table. A deadlock would not be tried again. */
    void setMarkup(String clusterId) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtext('" + clusterId + "'))");
            statement.executeUpdate("update " + TENANT + "." + USAGE + " set infrastructure_markup_cost = coalesce(infrastructure_raw_cost, 0) * 0.1,"
                    + " infrastructure_project_markup_cost = coalesce(infrastructure_project_raw_cost, 0) * 0.1 where cluster_id = '" + clusterId + "'");
            connection.commit();
        }
    }

    /** Computes the markup of AWS's rows again, from costs that are rounded. */
    void setMarkupOfAws(String ratio) throws SQLException {
        for (String table : new String[] {PROJECTS, AWS}) {
            execute("update %1$s.%2$s set markup_cost = unblended_cost * %3$s, markup_cost_blended = blended_cost * %3$s,"
                    + " markup_cost_savingsplan = savingsplan_effective_cost * %3$s, markup_cost_amortized = calculated_amortized_cost * %3$s", TENANT, table, ratio);
        }
    }

    /** Gives a table the partition of a month. */
    void partition(String table, String month) throws SQLException {
        execute("create table %1$s.%2$s partition of %1$s.%3$s for values from ('%4$s-01') to (date '%4$s-01' + interval '1 month')",
                TENANT, partitionOf(table, month), table, month);
    }

    /** Empties the partition of a month, before the whole month is summarised again. */
    void truncate(String table, String month) throws SQLException {
        execute("truncate %s.%s", TENANT, partitionOf(table, month));
    }

    /** Drops the partition of a month that is older than data is kept, and its report periods. */
    void expire(String table, String month) throws SQLException {
        execute("drop table %s.%s", TENANT, partitionOf(table, month));
        execute("delete from %s.reporting_ocpusagereportperiod where report_period_start = '%s-01 00:00Z'", TENANT, month);
    }

    /** Removes a source with everything of it. */
    void remove(String source) throws SQLException {
        execute("delete from %s.%s where source_uuid = '%s'", TENANT, USAGE, source);
        execute("delete from %s.reporting_ocpusagereportperiod where provider_id = '%s'", TENANT, source);
    }

    private static String partitionOf(String table, String month) {
        return table + "_" + month.replace('-', '_');
    }

    /** Runs a statement in a transaction of its own, and returns how many rows it changed. */
    int execute(String sql, Object... names) throws SQLException {
        return KeptConnections.ask(database, connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(names.length == 0 ? sql : sql.formatted(names));
            }
        });
    }
}
