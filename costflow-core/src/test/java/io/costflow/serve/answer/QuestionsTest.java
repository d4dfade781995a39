package io.costflow.serve.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.lineitem.ParquetTestFile;
import io.costflow.serve.statement.KnownForms;
import io.costflow.serve.statement.Recognition;
import io.costflow.serve.statement.SessionStatements;
import io.costflow.serve.statement.SessionStatements.Asked;
import io.costflow.serve.statement.StatementKind;
import io.costflow.serve.statement.TrinoParser;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.ServeSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceMode;
import io.costflow.settings.SourceSettings;
import io.costflow.sql.lake.LakeTable;
import io.costflow.testing.SharedServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** koku's questions in other words, over small files. */
class QuestionsTest {

    private static final String TENANT = "org1234567";
    private static final String AWS = "00000000-0000-0000-0000-000000000002";
    private static final String AZURE = "00000000-0000-0000-0000-000000000003";
    private static final String GCP = "00000000-0000-0000-0000-000000000004";
    private static final String CLUSTER = "00000000-0000-0000-0000-000000000001";
    private static final String OTHER = "00000000-0000-0000-0000-000000000009";
    private static final String RHEL = "{\"Com_RedHat_RHEL\": \"7\", \"com_redhat_rhel_sla\": \"Standard\", \"com_redhat_rhel_addon\": \"ELS\", \"x\": \"y\"}";

    @TempDir
    private Path lake;

    private DatabaseSettings database;

    @BeforeEach
    void prepare() throws Exception {
        database = SharedServers.emptyDatabase();
        execute("create schema " + TENANT);
        execute("create table org1234567.reporting_subs_id_map (source_uuid uuid, usage_id text)");
        execute("create table org1234567.reporting_subs_last_processed_time (source_uuid uuid, resource_id text, year text, month text)");
    }

    @Test
    void objectsOfACluster() throws Exception {
        ParquetTestFile pods = ParquetTestFile.with(
                "optional int64 interval_start (TIMESTAMP(MILLIS,false))", text("namespace"), text("node"), text("resource_id"), text("node_role"),
                "optional double node_capacity_cpu_cores");
        pods.row(day(2), "shop", "node-1", "i-1", null, 4.0).row(day(2), "openshift-kube-apiserver", "node-1", "i-1", null, 8.0)
                .row(day(3), "shop", "node-2", "i-2", null, null).row(day(3), null, "no-labels", "i-3", null, 4.0).row(day(5), "late", "node-9", "i-9", null, 4.0);
        write("openshift_pod_usage_line_items_daily", CLUSTER, pods);
        ParquetTestFile labels = ParquetTestFile.with("optional int64 interval_start (TIMESTAMP(MILLIS,false))", text("node"), text("node_labels"));
        labels.row(day(2), "node-1", "{\"kubernetes_io_arch\": \"arm64\"}").row(day(3), "node-2", "{}");
        write("openshift_node_labels_line_items_daily", CLUSTER, labels);
        ParquetTestFile volumes = ParquetTestFile.with(
                "optional int64 interval_start (TIMESTAMP(MILLIS,false))", text("persistentvolume"), text("persistentvolumeclaim"), text("csi_volume_handle"));
        volumes.row(day(2), "pv", "claim", "vol").row(day(3), "pv", "claim", "vol").row(day(3), "pv", "claim", null);
        write("openshift_storage_usage_line_items_daily", CLUSTER, volumes);
        String from = " FROM openshift_pod_usage_line_items_daily p WHERE ";
        String days = "source = '" + CLUSTER + "' AND year = '2025' AND month = '10'"
                + " AND interval_start >= TIMESTAMP '2025-10-01' AND interval_start < date_add('day', 1, TIMESTAMP '2025-10-04')";
        assertThat(ask(StatementKind.INTERVAL_RANGE, "SELECT max(interval_start), min(interval_start)" + from + days)).containsExactly(
                "min_timestamp:timestamp(3) max_timestamp:timestamp(3)", "2025-10-02 00:00:00.000|2025-10-03 00:00:00.000");
        assertThat(ask(StatementKind.INTERVAL_RANGE, "SELECT max(interval_start), min(interval_start)" + from + days.replace("'10'", "'11'"))).containsExactly(
                "min_timestamp:timestamp(3) max_timestamp:timestamp(3)", "null|null");
        assertThat(ask(StatementKind.PROJECTS, "SELECT namespace, count(*)" + from + days + " GROUP BY 1"))
                .containsExactly("namespace:varchar", "shop", "openshift-kube-apiserver", "null");
        assertThat(ask(StatementKind.VOLUMES, "SELECT persistentvolume, count(*) FROM openshift_storage_usage_line_items_daily WHERE " + days + " GROUP BY 1"))
                .containsExactly("persistentvolume:varchar persistentvolumeclaim:varchar csi_volume_handle:varchar", "pv|claim|vol", "pv|claim|null");
        assertThat(ask(StatementKind.NODES, "SELECT count(*) FROM openshift_node_labels_line_items_daily l, openshift_pod_usage_line_items_daily p WHERE " + days))
                .containsExactly(
                        "node:varchar resource_id:varchar node_capacity_cpu_cores:double node_role:varchar arch:varchar", "node-1|i-1|8.0|master|arm64",
                        "node-2|i-2|null|worker|null");
    }

    @Test
    void sumsAndInvoiceMonthsOfGcp() throws Exception {
        ParquetTestFile file = ParquetTestFile.with("optional int64 usage_start_time (TIMESTAMP(MILLIS,false))", text("invoice_month"), "optional double cost");
        file.row(day(1), "202509", 1.0).row(day(2), "202510", 2.0).row(day(2), "202510", 0.5).row(day(3), "202510", null).row(day(9), "202510", 4.0);
        write("gcp_line_items_daily", GCP, file);
        String ofMonth = " FROM gcp_line_items_daily WHERE source = '" + GCP + "' AND year = '2025' AND month = '10' AND usage_start_time >= date('2025-10-02')"
                + " AND usage_start_time <= date('2025-10-03') AND cost > 0 GROUP BY 2";
        assertThat(ask(StatementKind.VALIDATION, "SELECT sum(cost) AS metric, usage_start_time AS date" + ofMonth)).containsExactly(
                "metric:double date:timestamp(3)", "2.5|2025-10-02 00:00:00.000", "null|2025-10-03 00:00:00.000");
        String invoice = "SELECT max(usage_start_time) FROM gcp_line_items_daily WHERE usage_start_time >= DATE '2025-10-01' AND usage_start_time <= DATE '2025-10-09'"
                + " AND invoice_month = '202510' AND source = '" + GCP + "'";
        assertThat(ask(StatementKind.INVOICE_RANGE, invoice)).containsExactly(
                "_col0:timestamp(3) _col1:timestamp(3)", "2025-10-02 00:00:00.000|2025-10-09 00:00:00.000");
    }

    @Test
    void clustersOnACloudAreFoundByTheirMachines() throws Exception {
        execute("create table public.api_provider (uuid uuid, type text, infrastructure_id int)");
        execute("create table public.api_providerinfrastructuremap (id int, infrastructure_type text, infrastructure_provider_id uuid)");
        execute("insert into public.api_provider values ('" + CLUSTER + "', 'OCP'), ('" + AWS + "', 'AWS')");
        write("openshift_pod_usage_line_items_daily", CLUSTER,
                ParquetTestFile.with("optional int64 interval_start (TIMESTAMP(MILLIS,false))", text("resource_id")).row(day(2), "i-1").row(day(2), ""));
        write("aws_line_items_daily", AWS,
                ParquetTestFile.with("optional int64 lineitem_usagestartdate (TIMESTAMP(MILLIS,true))", text("lineitem_resourceid")).row(day(2), "arn:instance/i-1"));
        String question = "SELECT a.source FROM aws_line_items_daily a, openshift_pod_usage_line_items_daily p WHERE a.year = '2025' AND a.month = '10' AND p.source = '%s'"
                + " AND p.interval_start >= DATE '2025-10-01' AND p.interval_start < DATE '2025-10-05'"
                + " AND a.lineitem_usagestartdate >= DATE '2025-10-01' AND a.lineitem_usagestartdate < DATE '2025-10-05'";
        String heading = "ocp_uuid:varchar infra_uuid:varchar type:varchar";
        assertThat(ask(StatementKind.INFRASTRUCTURE_MAP, question.formatted(CLUSTER))).containsExactly(heading, CLUSTER + "|" + AWS + "|AWS");
        assertThat(ask(StatementKind.INFRASTRUCTURE_MAP, question.formatted(AWS))).containsExactly(heading, CLUSTER + "|" + AWS + "|AWS");
        assertThat(ask(StatementKind.INFRASTRUCTURE_MAP, question.formatted(OTHER))).as("all clouds, all clusters").containsExactly(heading, CLUSTER + "|" + AWS + "|AWS");
        execute("insert into public.api_provider values ('" + OTHER + "', 'OCP', 1)");
        Files.createDirectories(path("openshift_pod_usage_line_items_daily", OTHER).getParent());
        Files.writeString(path("openshift_pod_usage_line_items_daily", OTHER), "no Parquet");
        assertThat(ask(StatementKind.INFRASTRUCTURE_MAP, question.formatted(AWS))).as("files of a cluster that has an infrastructure are not read")
                .containsExactly(heading, CLUSTER + "|" + AWS + "|AWS");
    }

    @Test
    void committedSpendOfAwsIsEstimatedByProcessors() throws Exception {
        ParquetTestFile file = ParquetTestFile.with(
                "optional int64 lineitem_usagestartdate (TIMESTAMP(MILLIS,true))", text("bill_billingentity"), text("lineitem_legalentity"), text("lineitem_lineitemdescription"),
                text("lineitem_lineitemtype"), text("product_productname"), text("product_vcpu"), "optional double lineitem_usageamount",
                "optional double lineitem_unblendedcost");
        file.row(day(3), "AWS Marketplace", "Red Hat Ltd", "private offer", "Usage", "", "", 2.0, 7.0)
                .row(day(3), "AWS", "Amazon Web Services, Inc.", "RHEL, 4 processors", "Usage", "", "4", 10.0, 7.0)
                .row(day(3), "AWS", "AWS EMEA", "Red Hat, 64 processors", "Usage", "", "64", 10.0, 7.0)
                .row(day(3), "AWS", "AWS EMEA", "RHEL, 128 processors", "Usage", "", "128", 10.0, 7.0)
                .row(day(3), "AWS", "AWS EMEA", "RHEL, reserved", "RIFee", "", "4", 10.0, 7.0)
                .row(day(3), "AWS", "AWS EMEA", "Linux", "Usage", "", "4", 10.0, 7.0)
                .row(day(3), "AWS", "AWS EMEA", "Fee", "RIFee", "Red Hat OpenShift", "", 10.0, 7.0)
                .row(day(4), "AWS Marketplace", "Red Hat Ltd", "another day", "Usage", "", "", 2.0, 7.0);
        write("aws_line_items_daily", AWS, file);
        String question = "SELECT lineitem_lineitemdescription, lineitem_usagestartdate, CASE WHEN product_vcpu = '' THEN lineitem_unblendedcost END lineitem_unblendedcost,"
                + " source, year, month, '10001' AS ebs_account_id FROM hive.org1234567.aws_line_items_daily WHERE year = '2025' AND month = '10' AND source = '" + AWS
                + "' AND lineitem_usagestartdate >= DATE '2025-10-03' AND lineitem_usagestartdate < date_add('day', 1, DATE '2025-10-03')";
        assertThat(ask(StatementKind.COMMITTED_SPEND, question)).containsExactly(
                "lineitem_lineitemdescription:varchar lineitem_usagestartdate:timestamp(3) lineitem_unblendedcost:double source:varchar year:varchar month:varchar"
                        + " ebs_account_id:varchar",
                "private offer|2025-10-03 00:00:00.000|7.0|" + AWS + "|2025|10|10001",
                "RHEL, 4 processors|2025-10-03 00:00:00.000|0.576|" + AWS + "|2025|10|10001",
                "Red Hat, 64 processors|2025-10-03 00:00:00.000|6.912000000000001|" + AWS + "|2025|10|10001",
                "RHEL, 128 processors|2025-10-03 00:00:00.000|12.287999999999998|" + AWS + "|2025|10|10001",
                "Fee|2025-10-03 00:00:00.000|7.0|" + AWS + "|2025|10|10001");
    }

    @Test
    void committedSpendOfAzureHasAllColumnsOfTheFiles() throws Exception {
        ParquetTestFile file = ParquetTestFile.with(
                "optional int64 date (TIMESTAMP(MILLIS,false))", text("resellername"), text("publishertype"), text("publishername"), text("metersubcategory"),
                "optional double quantity");
        file.row(day(3), "a", "Azure", "Microsoft", "Red Hat Enterprise Linux", 1.5)
                .row(day(3), "b", "Marketplace", "Red Hat", "", null)
                .row(day(3), "c", "Marketplace", "Microsoft", "Red Hat", 1.0)
                .row(day(3), "d", "Marketplace", "Somebody", "Red Hat", 1.0)
                .row(day(3), "e", "Azure", "Microsoft", "Linux", 1.0);
        write("azure_line_items", AZURE, file);
        String question = "SELECT *, '10001' AS ebs_account_id FROM hive.org1234567.azure_line_items WHERE source = '" + AZURE + "' AND year = '2025' AND month = '10'"
                + " AND date >= DATE '2025-10-03' AND date < date_add('day', 1, DATE '2025-10-03')";
        assertThat(ask(StatementKind.COMMITTED_SPEND, question)).containsExactly(
                "date:timestamp(3) resellername:varchar publishertype:varchar publishername:varchar metersubcategory:varchar quantity:double source:varchar year:varchar"
                        + " month:varchar ebs_account_id:varchar",
                "2025-10-03 00:00:00.000|a|Azure|Microsoft|Red Hat Enterprise Linux|1.5|" + AZURE + "|2025|10|10001",
                "2025-10-03 00:00:00.000|b|Marketplace|Red Hat||null|" + AZURE + "|2025|10|10001",
                "2025-10-03 00:00:00.000|c|Marketplace|Microsoft|Red Hat|1.0|" + AZURE + "|2025|10|10001");
    }

    @Test
    void subscriptionsOfAws() throws Exception {
        ParquetTestFile file = ParquetTestFile.with(
                "optional int64 lineitem_usagestartdate (TIMESTAMP(MILLIS,true))", text("identity_timeinterval"), text("lineitem_resourceid"), text("lineitem_usageaccountid"),
                text("lineitem_productcode"), text("lineitem_lineitemtype"), text("product_vcpu"), text("resourcetags"));
        file.row(day(3), "from/to", "i-1", "account", "AmazonEC2", "Usage", "4", RHEL)
                .row(day(4), "from/later", "i-1", "account", "AmazonEC2", "Usage", "4", RHEL)
                .row(day(3), "from/to", "i-1", "account", "AmazonEC2", "Tax", "4", RHEL)
                .row(day(3), "from/to", "i-2", "account", "AmazonEC2", "Usage", "4", "{\"com_redhat_rhel_sla\": \"x\"}")
                .row(day(3), "from/to", "i-3", "account", "AmazonEC2", "Usage", "4", RHEL)
                .row(day(3), "from/to", "i-4", "account", "AmazonEC2", "Usage", "4", "{}")
                .row(day(3), "from/to", "i-5", "mapped", "AmazonEC2", "Usage", "4", RHEL);
        write("aws_line_items", AWS, file);
        execute("insert into org1234567.reporting_subs_id_map values ('" + OTHER + "', 'mapped'), ('" + AWS + "', 'account')");
        execute("insert into org1234567.reporting_subs_last_processed_time values ('" + OTHER + "', 'i-3', '2025', '10'), ('" + OTHER + "', 'i-1', '2025', '09')");
        String from = " FROM hive.org1234567.aws_line_items WHERE source = '" + AWS + "' AND year = '2025' AND month = '10'";
        assertThat(ask(StatementKind.SUBSCRIPTIONS, "SELECT DISTINCT lineitem_usageaccountid" + from)).containsExactly("lineitem_usageaccountid:varchar", "account");
        from += " AND lineitem_usageaccountid = 'account'";
        assertThat(ask(StatementKind.SUBSCRIPTIONS, "SELECT lineitem_resourceid, max(lineitem_usagestartdate)" + from + " GROUP BY 1")).containsExactly(
                "lineitem_resourceid:varchar _col1:timestamp(3)", "i-1|2025-10-04 00:00:00.000", "i-2|2025-10-03 00:00:00.000");
        String machines = " AND (" + machine("lineitem_resourceid", "i-1", "lineitem_usagestartdate") + " OR " + machine("lineitem_resourceid", "i-2", "lineitem_usagestartdate") + ")";
        assertThat(ask(StatementKind.SUBSCRIPTIONS, "SELECT count(*)" + from + machines)).containsExactly("_col0:bigint", "2");
        String page = "SELECT *, 'and more' AS more FROM (SELECT *" + from + machines + " OFFSET %s LIMIT %s)";
        assertThat(ask(StatementKind.SUBSCRIPTIONS, page.formatted("0", "9"))).containsExactly(
                "lineitem_usagestartdate:timestamp(3) identity_timeinterval:varchar lineitem_resourceid:varchar lineitem_usageaccountid:varchar lineitem_productcode:varchar"
                        + " lineitem_lineitemtype:varchar product_vcpu:varchar resourcetags:varchar source:varchar year:varchar month:varchar time_split:array(varchar) tags:json"
                        + " subs_start_time:varchar subs_end_time:varchar subs_vcpu:varchar subs_account:varchar subs_resource_id:varchar subs_role:varchar subs_usage:varchar"
                        + " subs_sla:varchar subs_rhel_version:varchar subs_addon_id:varchar subs_conversion:varchar",
                "2025-10-03 00:00:00.000|from/to|i-1|account|AmazonEC2|Usage|4|" + RHEL + "|" + AWS + "|2025|10|[from, to]"
                        + "|{\"com_redhat_rhel\":\"7\",\"com_redhat_rhel_addon\":\"ELS\",\"com_redhat_rhel_sla\":\"Standard\"}"
                        + "|from|to|4|account|i-1|Red Hat Enterprise Linux Server|Production|Standard|69|204|false");
        assertThat(ask(StatementKind.SUBSCRIPTIONS, page.formatted("1", "9"))).as("a tag that begins alike is counted, but its line item is not given").hasSize(1);
    }

    @Test
    void aPageOfSubscriptionsEndsBeforeFilesThatItDoesNotNeed() throws Exception {
        ParquetTestFile file = ParquetTestFile.with(
                "optional int64 lineitem_usagestartdate (TIMESTAMP(MICROS,true))", text("identity_timeinterval"), text("lineitem_resourceid"), text("lineitem_usageaccountid"),
                text("lineitem_productcode"), text("lineitem_lineitemtype"), text("product_vcpu"), text("resourcetags"));
        file.row(day(3) * 1000 + 500, "from/to", "i-1", "account", "AmazonEC2", "Usage", "4", RHEL);
        write("aws_line_items", AWS, file);
        String from = " FROM hive.org1234567.aws_line_items WHERE source = '" + AWS + "' AND year = '2025' AND month = '10' AND lineitem_usageaccountid = 'account' AND "
                + machine("lineitem_resourceid", "i-1", "lineitem_usagestartdate");
        assertThat(ask(StatementKind.SUBSCRIPTIONS, "SELECT count(*)" + from)).as("times are compared in milliseconds").containsExactly("_col0:bigint", "1");
        byte[] broken = file.file().bytes();
        Arrays.fill(broken, 4, broken.length / 4, (byte) 0xff); // the first page, while the columns can be read from the end
        Files.write(path("aws_line_items", AWS).resolveSibling("2025-10-02_manifestid-1_basefile-x_batch-0_0.parquet"), broken);
        String page = "SELECT *, 'and more' AS more FROM (SELECT *" + from + " OFFSET 0 LIMIT %s)";
        assertThat(ask(StatementKind.SUBSCRIPTIONS, page.formatted("1"))).hasSize(2);
        assertThatThrownBy(() -> ask(StatementKind.SUBSCRIPTIONS, page.formatted("2"))).hasMessageContaining("2025-10-02_manifestid-1").hasMessageContaining("cannot be read");
    }

    @Test
    void subscriptionsOfAzure() throws Exception {
        String tags = RHEL.replace("Com_RedHat_RHEL", "com_redhat_rhel");
        ParquetTestFile file = ParquetTestFile.with(
                "optional int64 date (TIMESTAMP(MILLIS,false))", text("subscriptionid"), text("subscriptionguid"), text("resourcegroup"), text("resourceid"), text("metercategory"),
                text("additionalinfo"), text("tags"), "optional double quantity");
        file.row(day(3), "", "account", "group", "/x/vm-1", "Virtual Machines", "{\"vCPUs\": 4}", tags, 1.5)
                .row(day(4), "", "account", "group", "/x/vm-1", "Virtual Machines", "{\"vCPUs\": 4}", tags, 0.0)
                .row(day(3), "", "account", "group", "/x/vm-2", "Virtual Machines", "{}", tags, 1.5)
                .row(day(3), "", "account", "group", "/x/vm-3", "Virtual Machines", "{\"vCPUs\": 4, \"VMName\": \"Name\"}", "{}", 1.5)
                .row(day(3), "", "account", "group", "/x/vm-4", "Virtual Machines", "{\"vCPUs\": 4}", tags, 1.5)
                .row(day(5), "", "account", "group", "/x/vm-4", "Virtual Machines", "{\"vCPUs\": 4, \"VMName\": \"VM-4\"}", tags, 1.5);
        write("azure_line_items", AZURE, file);
        String from = " FROM hive.org1234567.azure_line_items WHERE source = '" + AZURE + "' AND year = '2025' AND month = '10'";
        assertThat(ask(StatementKind.SUBSCRIPTIONS, "SELECT DISTINCT coalesce(nullif(subscriptionid, ''), subscriptionguid)" + from).subList(1, 2)).containsExactly("account");
        from += " AND (subscriptionid = 'account' OR subscriptionguid = 'account')";
        assertThat(ask(StatementKind.SUBSCRIPTIONS, "SELECT resourceid, resourcegroup AS instance_key, max(date)" + from + " GROUP BY 1, 2")).containsExactlyInAnyOrder(
                "resource_id:varchar instance_key:varchar _col2:timestamp(3)", "/x/vm-1|account:group:vm-1|2025-10-04 00:00:00.000",
                "/x/vm-4|account:group:vm-4|2025-10-03 00:00:00.000", "/x/vm-4|account:group:vm-4|2025-10-05 00:00:00.000");
        String page = "SELECT *, 1 AS more" + from + " AND (" + machine("resourceid", "/x/vm-1", "date") + ") OFFSET 0 LIMIT 10";
        List<String> rows = ask(StatementKind.SUBSCRIPTIONS, page);
        assertThat(rows).hasSize(2).last().asString().endsWith(
                "|2025-10-03 00:00:00.000 UTC|2025-10-04 00:00:00.000 UTC|4|account|vm-1|2|Red Hat Enterprise Linux Server|Production|Standard|69|204|false||vm-1");
    }

    @Test
    void aTableThatMayNotBeReadIsAnErrorOfTheDatabase() throws Exception {
        execute("drop table org1234567.reporting_subs_id_map");
        String question = "SELECT DISTINCT lineitem_usageaccountid FROM aws_line_items WHERE source = '" + AWS + "' AND year = '2025' AND month = '10'";
        assertThatThrownBy(() -> ask(StatementKind.SUBSCRIPTIONS, question)).hasMessageContaining("PostgreSQL refused").hasMessageContaining("reporting_subs_id_map");
    }

    private static String machine(String resource, String id, String time) {
        return "(" + resource + " = '" + id + "' AND " + time + " >= TIMESTAMP '2025-10-01 00:00:00.000000 UTC' AND " + time + " <= TIMESTAMP '2025-10-03 00:00:00.000000 UTC')";
    }

    private static String text(String name) {
        return "optional binary " + name + " (STRING)";
    }

    private static long day(int day) {
        return LocalDate.of(2025, 10, day).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private void write(String table, String source, ParquetTestFile file) throws Exception {
        file.write(path(table, source));
    }

    private Path path(String table, String source) {
        boolean daily = table.endsWith("_daily");
        return lake.resolve((daily ? "daily/" : "") + TENANT + "/" + LakeTable.of(table).orElseThrow().report().folder() + "/source=" + source
                + "/year=2025/month=10/2025-10-01_manifestid-1_basefile-x_batch-0" + (daily ? "_daily" : "") + "_0.parquet");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password()); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The columns with their types, then the rows, of a statement that counts as one of a kind. */
    private List<String> ask(StatementKind kind, String text) throws Exception {
        ServeSettings serve = new ServeSettings(SourceMode.COSTFLOW, null, "localhost:0", null, true, Duration.ofSeconds(30));
        Settings settings = new Settings(
                new LakeSettings("file://" + lake.toAbsolutePath(), null, null, null, true), database, new DayRange(LocalDate.of(2025, 10, 1), LocalDate.of(2025, 10, 9)),
                List.of(
                        SourceSettings.cluster(TENANT, "OCP", CLUSTER, "cluster-1", "Cluster", null), SourceSettings.cloud(TENANT, "AWS", AWS, null),
                        SourceSettings.cloud(TENANT, "Azure", AZURE, null), SourceSettings.cloud(TENANT, "GCP", GCP, null)),
                RunSettings.bounded(1, false, Duration.ofSeconds(5))).with(serve);
        Asked.Run asked = (Asked.Run) new SessionStatements(new TrinoParser()).unwrap(text, Map.of());
        String form = new Recognition(KnownForms.ofKoku()).recognise(asked.statement(), "hive", TENANT).fingerprint();
        try (Endpoint endpoint = Endpoint.start(settings, KnownForms.ofKoku().with(form, kind));
                Connection client = DriverManager.getConnection("jdbc:trino://localhost:" + endpoint.port() + "/hive/" + TENANT + "?user=admin");
                Statement statement = client.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            ResultSetMetaData columns = rows.getMetaData();
            StringJoiner heading = new StringJoiner(" ");
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                heading.add(columns.getColumnName(i) + ":" + columns.getColumnTypeName(i));
            }
            List<String> found = new ArrayList<>(List.of(heading.toString()));
            while (rows.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.add(columns.getColumnTypeName(i).startsWith("array") ? List.of((Object[]) rows.getArray(i).getArray()).toString() : rows.getString(i));
                }
                found.add(row.toString());
            }
            return found;
        }
    }
}
