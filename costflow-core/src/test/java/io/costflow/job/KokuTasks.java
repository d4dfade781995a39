package io.costflow.job;

import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
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

    /** Runs a statement in a transaction of its own, and returns how many rows it changed. */
    int execute(String sql, Object... names) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            return statement.executeUpdate(names.length == 0 ? sql : sql.formatted(names));
        }
    }
}
