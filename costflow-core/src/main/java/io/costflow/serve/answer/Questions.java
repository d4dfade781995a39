package io.costflow.serve.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.costflow.database.SqlName;
import io.costflow.database.SqlStates;
import io.costflow.day.CodePointOrder;
import io.costflow.inventory.SourceFolders;
import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.parquet.ColumnRole;
import io.costflow.lineitem.parquet.RowCondition;
import io.costflow.provider.LineItemTable;
import io.costflow.provider.LinkRule;
import io.costflow.provider.Output;
import io.costflow.provider.Provider;
import io.costflow.provider.Providers;
import io.costflow.provider.cloud.LinkSearch;
import io.costflow.provider.openshift.ClusterObjects;
import io.costflow.provider.openshift.NodeRoles;
import io.costflow.serve.answer.DistinctValues.Days;
import io.costflow.serve.protocol.Answer;
import io.costflow.serve.protocol.ErrorCode;
import io.costflow.serve.protocol.ResultColumn;
import io.costflow.serve.protocol.StatementFailure;
import io.costflow.serve.protocol.TrinoType;
import io.costflow.serve.statement.Conditions;
import io.costflow.serve.statement.Literals;
import io.costflow.serve.statement.RecognisedStatement;
import io.costflow.serve.statement.SyntaxNode;
import io.costflow.serve.statement.TableName;
import io.costflow.settings.SourceSettings;
import io.costflow.sql.lake.LakeTable;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** Answers koku's questions from line items, read straight from the files, and from PostgreSQL. */
final class Questions {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PODS = "openshift_pod_usage_line_items_daily";
    private static final String STORAGE = "openshift_storage_usage_line_items_daily";
    private static final String NODE_LABELS = "openshift_node_labels_line_items_daily";

    private static final Output USAGE = Providers.output("openshift");

    /**
     * A cloud's line items.
     *
     * @param table the table that a statement reads
     * @param time when a line item is of
     * @param link what shows the clusters that run on the cloud
     * @param type the cloud, as keys of tags name it
     */
    private record CloudTable(String table, String time, LinkRule link, String type) {}

    /** How far beyond the edges of a month rows of its invoice lie. */
    private static final int INVOICE_DAYS = 3;

    private final SourceFolders folders;
    private final Tenants tenants;
    private final DistinctValues values;
    private final CommittedSpend committedSpend;
    private final Subscriptions subscriptions;

    Questions(Tenants tenants, SourceFolders folders) {
        this.folders = folders;
        this.tenants = tenants;
        this.values = new DistinctValues(folders);
        this.committedSpend = new CommittedSpend(folders);
        this.subscriptions = new Subscriptions(folders, tenants, Clock.systemUTC());
    }

    Answer answer(RecognisedStatement statement) throws StatementFailure, InterruptedException, IOException {
        try {
            return find(statement);
        } catch (SQLException e) {
            throw new StatementFailure(ErrorCode.JDBC_ERROR, "PostgreSQL refused: " + SqlStates.message(e) + ". " + SqlStates.of(e).advice(), e);
        }
    }

    private Answer find(RecognisedStatement statement) throws StatementFailure, InterruptedException, SQLException, IOException {
        for (TableName table : statement.tables()) {
            requireTable(table);
        }
        return switch (statement.kind()) {
            case PAYER_ACCOUNT -> Answer.rows(
                    texts("bill_payeraccountid"),
                    List.copyOf(values.of(statement.tenant(), "aws_line_items", required(statement, "source"), month(statement), Optional.empty(), "bill_payeraccountid")));
            case INTERVAL_RANGE -> range(
                    ofDays(statement, PODS, "interval_start", "interval_start"),
                    List.of(new ResultColumn("min_timestamp", TrinoType.TIMESTAMP), new ResultColumn("max_timestamp", TrinoType.TIMESTAMP)));
            case NODES -> nodes(statement);
            case VOLUMES -> Answer.rows(
                    texts("persistentvolume", "persistentvolumeclaim", "csi_volume_handle"),
                    List.copyOf(ofDays(statement, STORAGE, "interval_start", "persistentvolume", "persistentvolumeclaim", "csi_volume_handle")));
            case PROJECTS -> Answer.rows(texts("namespace"), List.copyOf(ofDays(statement, PODS, "interval_start", "namespace")));
            case INFRASTRUCTURE_MAP -> infrastructureMap(statement);
            case INVOICE_RANGE -> invoiceRange(statement);
            case TOPOLOGY -> topology(statement);
            case MATCHED_TAGS -> matchedTags(statement);
            case SPECIAL_TAGS -> specialTags(statement);
            case VALIDATION -> validation(statement);
            case COMMITTED_SPEND -> committedSpend.answer(statement);
            case SUBSCRIPTIONS -> subscriptions.answer(statement);
            default -> throw new StatementFailure(ErrorCode.NOT_SUPPORTED, "Costflow does not answer statements of the kind " + statement.kind().text() + ".");
        };
    }

    /** A table of the lake's catalog is one of line items, or one that koku made. */
    private static void requireTable(TableName name) throws StatementFailure {
        boolean there = !name.catalog().equals(TableName.LAKE) || LakeTable.of(name.table()).isPresent() || LakeMetadata.isIntermediate(name);
        if (!there) {
            throw LakeMetadata.missing(name);
        }
    }

    private Answer nodes(RecognisedStatement statement) throws StatementFailure, IOException, InterruptedException {
        Map<String, Set<String>> labels = new HashMap<>();
        for (List<Object> row : ofDays(statement, NODE_LABELS, "interval_start", "node", "node_labels")) {
            if (row.get(0) != null) {
                Set<String> ofNode = labels.computeIfAbsent((String) row.get(0), node -> new TreeSet<>());
                if (row.get(1) != null) {
                    ofNode.add((String) row.get(1));
                }
            }
        }
        Map<List<String>, FoundNode> nodes = new LinkedHashMap<>();
        for (List<Object> row : ofDays(statement, PODS, "interval_start", "node", "resource_id", "namespace", "node_capacity_cpu_cores", "node_role")) {
            String node = (String) row.get(0);
            if (labels.containsKey(node)) {
                nodes.computeIfAbsent(Arrays.asList(node, (String) row.get(1)), key -> new FoundNode()).add((String) row.get(2), (Double) row.get(3), (String) row.get(4));
            }
        }
        List<List<Object>> rows = new ArrayList<>();
        nodes.forEach((key, node) -> rows.add(Arrays.asList(
                key.get(0), key.get(1), node.capacity, NodeRoles.role(node.role, node.runsApiServer, labels.get(key.get(0))),
                ClusterObjects.architecture(labels.get(key.get(0))))));
        return Answer.rows(
                List.of(
                        new ResultColumn("node", TrinoType.VARCHAR), new ResultColumn("resource_id", TrinoType.VARCHAR),
                        new ResultColumn("node_capacity_cpu_cores", TrinoType.DOUBLE), new ResultColumn("node_role", TrinoType.VARCHAR),
                        new ResultColumn("arch", TrinoType.VARCHAR)),
                rows);
    }

    /** What pods say of a node. */
    private static final class FoundNode {
        private Double capacity;
        private String role;
        private boolean runsApiServer;

        void add(String namespace, Double otherCapacity, String otherRole) {
            capacity = capacity == null || otherCapacity != null && otherCapacity > capacity ? otherCapacity : capacity;
            role = CodePointOrder.larger(role, otherRole);
            runsApiServer |= NodeRoles.API_SERVER_NAMESPACE.equals(namespace);
        }
    }

    private Answer infrastructureMap(RecognisedStatement statement) throws StatementFailure, IOException, InterruptedException, SQLException {
        CloudTable cloud = cloud(statement);
        String tenant = statement.tenant();
        Optional<SourceSettings> asked = Optional.empty();
        for (String source : statement.conditions().values("source")) {
            asked = asked.or(() -> known(tenant, source));
        }
        boolean ofCluster = asked.isPresent() && asked.get().clusterId() != null;
        LinkRule link = cloud.link();
        Map<String, String> types = types();
        Set<String> clusters = ofCluster ? Set.of(asked.get().uuid()) : withFolder(tenant, PODS, clustersWithoutInfrastructure());
        Set<String> clouds = asked.isPresent() && !ofCluster ? Set.of(asked.get().uuid()) : withFolder(tenant, cloud.table(), types.keySet());
        Map<String, Set<String>> nodes = namesBySource(
                statement, PODS, clusters, "interval_start", link.key() == LinkRule.ClusterKey.RESOURCE_ID ? "resource_id" : "node");
        Map<String, Set<String>> resources = namesBySource(statement, cloud.table(), clouds, cloud.time(), link.column());
        LinkSearch search = new LinkSearch(link.match(), nodes);
        Set<List<Object>> found = new LinkedHashSet<>();
        resources.forEach((source, names) -> {
            if (types.containsKey(source)) {
                List<String> compared = names.stream().map(link.name()).filter(Objects::nonNull).toList();
                search.clusters(compared).forEach(cluster -> found.add(List.of(cluster, source, types.get(source))));
            }
        });
        if (asked.isPresent() && !ofCluster) {
            found.addAll(linked(asked.get().uuid()));
        }
        return Answer.rows(texts("ocp_uuid", "infra_uuid", "type"), List.copyOf(found));
    }

    private Optional<SourceSettings> known(String tenant, String source) {
        try {
            return tenants.source(tenant, source);
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    /** Leaves out the sources that have no folder of a table. */
    private Set<String> withFolder(String tenant, String table, Set<String> sources) throws IOException, InterruptedException {
        Set<String> found = new TreeSet<>(values.sources(tenant, table));
        found.retainAll(sources);
        return found;
    }

    /** The distinct texts of a column that are not empty, by source. */
    private Map<String, Set<String>> namesBySource(RecognisedStatement statement, String table, Set<String> sources, String time, String column)
            throws StatementFailure, IOException, InterruptedException {
        Map<String, Set<String>> names = new TreeMap<>();
        for (String source : sources) {
            Set<String> ofSource = new TreeSet<>();
            for (List<Object> row : values.of(statement.tenant(), table, source, month(statement), Optional.of(days(statement, time)), column)) {
                if (row.get(0) != null && !row.get(0).equals("")) {
                    ofSource.add((String) row.get(0));
                }
            }
            if (!ofSource.isEmpty()) {
                names.put(source, ofSource);
            }
        }
        return names;
    }

    private Map<String, String> types() throws SQLException {
        return tenants.run(connection -> {
            Map<String, String> types = new HashMap<>();
            try (PreparedStatement query = connection.prepareStatement("select uuid::text, type from public.api_provider"); ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    types.put(rows.getString(1), rows.getString(2));
                }
            }
            return types;
        });
    }

    private Set<String> clustersWithoutInfrastructure() throws SQLException {
        return tenants.run(connection -> {
            Set<String> clusters = new HashSet<>();
            try (PreparedStatement query = connection.prepareStatement("select uuid::text from public.api_provider where type = 'OCP' and infrastructure_id is null");
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    clusters.add(rows.getString(1));
                }
            }
            return clusters;
        });
    }

    private List<List<Object>> linked(String cloud) throws SQLException {
        return tenants.run(connection -> {
            List<List<Object>> links = new ArrayList<>();
            String sql = "select p.uuid::text, m.infrastructure_type from public.api_provider p"
                    + " join public.api_providerinfrastructuremap m on m.id = p.infrastructure_id where m.infrastructure_provider_id = ?";
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setObject(1, UUID.fromString(cloud));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        links.add(List.of(rows.getString(1), cloud, rows.getString(2)));
                    }
                }
            }
            return links;
        });
    }

    private Answer invoiceRange(RecognisedStatement statement) throws StatementFailure, IOException, InterruptedException {
        LocalDate start = null;
        LocalDate end = null;
        for (SyntaxNode comparison : statement.tree().all("ComparisonExpression")) {
            Optional<LocalDate> day = comparison.node("right").all("GenericLiteral").stream().map(Literals::text).flatMap(Optional::stream).map(LocalDate::parse).findFirst();
            if (start == null && "GREATER_THAN_OR_EQUAL".equals(comparison.text("operator"))) {
                start = day.orElse(null);
            } else if (end == null && "LESS_THAN_OR_EQUAL".equals(comparison.text("operator"))) {
                end = day.orElse(null);
            }
        }
        if (start == null || end == null) {
            throw lacks("a first and a last day");
        }
        LocalDate from = start.getDayOfMonth() == 1 ? start.minusDays(INVOICE_DAYS) : start;
        LocalDate to = end.getDayOfMonth() == end.lengthOfMonth() ? end.plusDays(INVOICE_DAYS) : end;
        Set<YearMonth> months = new LinkedHashSet<>(List.of(
                YearMonth.from(start).minusMonths(1), YearMonth.from(start), YearMonth.from(end), YearMonth.from(end).plusMonths(1)));
        String source = required(statement, "source");
        String invoice = required(statement, "invoice_month");
        // the last day counts at its beginning alone, as in koku's question
        LocalDateTime last = to.atStartOfDay();
        Set<List<Object>> times = new LinkedHashSet<>();
        for (YearMonth month : months) {
            Days days = new Days("usage_start_time", from, to);
            for (List<Object> row : values.of(statement.tenant(), "gcp_line_items_daily", source, month, Optional.of(days), "usage_start_time", "invoice_month")) {
                if (invoice.equals(row.get(1)) && !((LocalDateTime) row.get(0)).isAfter(last)) {
                    times.add(row);
                }
            }
        }
        return range(times, List.of(new ResultColumn("_col0", TrinoType.TIMESTAMP), new ResultColumn("_col1", TrinoType.TIMESTAMP)));
    }

    /** The first and the last of times; NULLs if there are none. */
    private static Answer range(Set<List<Object>> times, List<ResultColumn> columns) {
        LocalDateTime first = null;
        LocalDateTime last = null;
        for (List<Object> row : times) {
            LocalDateTime time = (LocalDateTime) row.get(0);
            first = first == null || time.isBefore(first) ? time : first;
            last = last == null || time.isAfter(last) ? time : last;
        }
        return Answer.rows(columns, List.of(Arrays.asList(Rows.value(first), Rows.value(last))));
    }

    private Answer topology(RecognisedStatement statement) throws StatementFailure, IOException, InterruptedException {
        String[] columns = {"billing_account_id", "project_id", "project_name", "service_id", "service_description", "location_region"};
        String source = required(statement, "source");
        List<List<Object>> rows = new ArrayList<>();
        for (List<Object> place : ofDays(statement, "gcp_line_items", "usage_start_time", columns)) {
            List<Object> row = new ArrayList<>(List.of(source));
            row.addAll(place);
            rows.add(row);
        }
        return Answer.rows(Stream.concat(Stream.of("source"), Arrays.stream(columns)).map(name -> new ResultColumn(name, TrinoType.VARCHAR)).toList(), rows);
    }

    private Answer matchedTags(RecognisedStatement statement) throws StatementFailure, IOException, InterruptedException, SQLException {
        CloudTable cloud = cloud(statement);
        List<String> sources = statement.conditions().values("source");
        Set<String> clusters = new HashSet<>();
        String cloudSource = null;
        for (String source : sources) {
            Optional<SourceSettings> known = tenants.source(statement.tenant(), source);
            if (known.isPresent() && known.get().clusterId() != null) {
                clusters.add(source);
            } else {
                cloudSource = source;
            }
        }
        List<LocalDate> days = statement.conditions().daysOfMonth();
        if (cloudSource == null || days.isEmpty()) {
            throw lacks("a cloud source and days");
        }
        Set<Map.Entry<String, String>> ofCloud = new LinkedHashSet<>();
        Days ofStatement = days(statement, cloud.time());
        for (List<Object> row : values.of(statement.tenant(), cloud.table(), cloudSource, month(statement), Optional.of(ofStatement), cloud.link().tags())) {
            ofCloud.addAll(labels((String) row.get(0)).entrySet());
        }
        Set<String> ofClusters = new HashSet<>();
        for (String labels : clusterLabels(statement.tenant(), clusters, days)) {
            labels(labels).forEach((key, value) -> ofClusters.add(pair(key, value)));
        }
        Set<String> cloudKeys = enabledKeys(statement.tenant(), cloud.type(), true);
        Set<String> clusterKeys = enabledKeys(statement.tenant(), "OCP", false);
        List<List<Object>> rows = new ArrayList<>();
        for (Map.Entry<String, String> tag : ofCloud) {
            if (ofClusters.contains(pair(tag.getKey(), tag.getValue())) && cloudKeys.contains(tag.getKey())
                    && clusterKeys.stream().anyMatch(tag.getKey()::equalsIgnoreCase)) {
                rows.add(List.of("{\"" + tag.getKey() + "\": \"" + tag.getValue() + "\"}"));
            }
        }
        return Answer.rows(texts("tag"), rows);
    }

    private static String pair(String key, String value) {
        return key.toLowerCase(Locale.ROOT) + '\0' + (value == null ? "" : value.toLowerCase(Locale.ROOT));
    }

    /** The plain values of a JSON object by their keys; a text that is none has no values. */
    static Map<String, String> labels(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (text != null && !text.isBlank()) {
            try {
                JSON.readTree(text).fields().forEachRemaining(field -> {
                    if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                        labels.put(field.getKey(), field.getValue().asText());
                    }
                });
            } catch (JsonProcessingException e) {
                // tags that are no JSON match nothing
            }
        }
        return labels;
    }

    private List<String> clusterLabels(String tenant, Set<String> clusters, List<LocalDate> days) throws SQLException {
        return tenants.run(connection -> {
            List<String> found = new ArrayList<>();
            String sql = "select distinct l.labels::text from " + SqlName.quoted(tenant, USAGE.tables().get(0).name()) + " s cross join lateral (values (s.pod_labels), (s.volume_labels)) l (labels)"
                    + " where s.source_uuid = any (?) and s.usage_start = any (?) and l.labels is not null and s.cost_model_rate_type is null";
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setArray(1, connection.createArrayOf("uuid", clusters.stream().map(UUID::fromString).toArray()));
                query.setArray(2, connection.createArrayOf("date", days.stream().map(java.sql.Date::valueOf).toArray()));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
            }
            return found;
        });
    }

    private Set<String> enabledKeys(String tenant, String type, boolean enabledOnly) throws SQLException {
        return tenants.run(connection -> {
            Set<String> keys = new HashSet<>();
            String sql = "select key from " + SqlName.quoted(tenant, "reporting_enabledtagkeys") + " where provider_type = ?" + (enabledOnly ? " and enabled" : "");
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setString(1, type);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        keys.add(rows.getString(1));
                    }
                }
            }
            return keys;
        });
    }

    private Answer specialTags(RecognisedStatement statement) throws StatementFailure, IOException, InterruptedException, SQLException {
        Set<String> tags = new LinkedHashSet<>();
        statement.tree().all("Array").forEach(array -> array.nodes("values").forEach(value -> Literals.text(value).ifPresent(tags::add)));
        String source = required(statement, "source");
        tenants.run(connection -> {
            String sql = "select p.name, a.credentials ->> 'cluster_id' from public.api_provider p"
                    + " join public.api_providerauthentication a on a.id = p.authentication_id where p.uuid = ?";
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setObject(1, UUID.fromString(source));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        tags.add(special("openshift_cluster", rows.getString(1)));
                        tags.add(special("openshift_cluster", rows.getString(2)));
                    }
                }
            }
            return null;
        });
        for (List<Object> row : ofDays(statement, PODS, "interval_start", "node", "namespace")) {
            tags.add(special("openshift_node", (String) row.get(0)));
            tags.add(special("openshift_project", (String) row.get(1)));
        }
        return Answer.rows(List.of(new ResultColumn("matched_tags", TrinoType.array(TrinoType.VARCHAR))), List.of(List.<Object>of(List.copyOf(tags))));
    }

    private static String special(String key, String value) {
        return "\"" + key + "\": \"" + value + "\"";
    }

    private Answer validation(RecognisedStatement statement) throws StatementFailure, IOException, InterruptedException, SQLException {
        List<SyntaxNode> items = statement.tree().node("queryBody").node("select").nodes("selectItems");
        String metric = items.get(0).node("expression").nodes("arguments").get(0).text("value");
        String day = items.get(1).node("expression").text("value");
        TableName table = statement.tables().get(0);
        Conditions conditions = statement.conditions();
        if (LakeMetadata.isIntermediate(table)) {
            return validationOfClusters(statement, metric);
        }
        List<ResultColumn> columns = List.of(new ResultColumn("metric", TrinoType.DOUBLE), new ResultColumn("date", TrinoType.TIMESTAMP));
        return Answer.rows(columns, sums(statement, table, days(statement, day), metric));
    }

    /** The sums of a column by time, in order. The last day counts at its beginning alone, as in koku's question. */
    private List<List<Object>> sums(RecognisedStatement statement, TableName table, Days days, String metric) throws StatementFailure, IOException, InterruptedException {
        List<Column> columns = List.of(new Column(metric, ColumnRole.NUMBER), new Column(days.time(), ColumnRole.TIME));
        LineItemFiles files =
                LineItemFiles.list(folders, statement.tenant(), LakeTable.of(table.table()).orElseThrow(), required(statement, "source"), month(statement));
        TreeMap<LocalDateTime, Optional<Double>> sums = new TreeMap<>();
        RowCondition.TimeWithin within = days.condition();
        LocalDateTime last = days.to().atStartOfDay();
        try (LineItemScan items = files.read(columns, List.of(within))) {
            while (items.next()) {
                LocalDateTime time = items.isWithin(within) ? items.time(days.time()) : null;
                if (time != null && !time.isAfter(last)) {
                    Optional<Double> value = Optional.ofNullable(items.number(metric));
                    sums.merge(time, value, (one, other) -> one.isEmpty() ? other : one.map(sum -> sum + other.orElse(0.0)));
                }
            }
        }
        List<List<Object>> rows = new ArrayList<>();
        sums.forEach((time, sum) -> rows.add(Arrays.asList(Rows.value(sum.orElse(null)), Rows.value(time))));
        return rows;
    }

    /** koku's summary of clusters in Hive is ours in PostgreSQL: usage rows alone, without cost that koku added. */
    private Answer validationOfClusters(RecognisedStatement statement, String metric) throws StatementFailure, SQLException {
        Conditions conditions = statement.conditions();
        LocalDate from = conditions.firstDay("usage_start").orElseThrow(() -> lacks("a first day"));
        LocalDate to = conditions.lastDay("usage_start").orElseThrow(() -> lacks("a last day"));
        String source = required(statement, "source");
        List<List<Object>> rows = tenants.run(connection -> {
            List<List<Object>> found = new ArrayList<>();
            String sql = "select sum(" + SqlName.quoted(metric) + ")::float8, usage_start from " + SqlName.quoted(statement.tenant(), USAGE.tables().get(0).name())
                    + " where source_uuid = ? and usage_start between ? and ? and " + USAGE.tables().get(0).isOwned() + " group by usage_start order by usage_start";
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setObject(1, UUID.fromString(source));
                query.setObject(2, from);
                query.setObject(3, to);
                try (ResultSet result = query.executeQuery()) {
                    while (result.next()) {
                        found.add(Arrays.asList(result.getObject(1), result.getString(2)));
                    }
                }
            }
            return found;
        });
        return Answer.rows(List.of(new ResultColumn("metric", TrinoType.DOUBLE), new ResultColumn("date", TrinoType.DATE)), rows);
    }

    private static List<ResultColumn> texts(String... names) {
        return Arrays.stream(names).map(name -> new ResultColumn(name, TrinoType.VARCHAR)).toList();
    }

    private static CloudTable cloud(RecognisedStatement statement) throws StatementFailure {
        for (Provider provider : Providers.all()) {
            for (LineItemTable table : provider.link() == null ? List.<LineItemTable>of() : provider.lineItemTables()) {
                if (statement.tables().stream().anyMatch(read -> read.table().equals(table.name()))) {
                    return new CloudTable(table.name(), table.report().timeColumn(), provider.link(), provider.name());
                }
            }
        }
        throw lacks("line items of a cloud");
    }

    static YearMonth month(RecognisedStatement statement) throws StatementFailure {
        return SummaryPeriod.month(statement).orElseThrow(() -> lacks("a year and a month"));
    }

    /** The days that the conditions on a time name. */
    static Days days(RecognisedStatement statement, String time) throws StatementFailure {
        LocalDate from = statement.conditions().firstDay(time).orElseThrow(() -> lacks("a first day"));
        LocalDate to = statement.conditions().lastDay(time).orElseThrow(() -> lacks("a last day"));
        return new Days(time, from, to);
    }

    /** The distinct values of columns, of the statement's source, month and days. */
    private Set<List<Object>> ofDays(RecognisedStatement statement, String table, String time, String... columns)
            throws StatementFailure, IOException, InterruptedException {
        return values.of(statement.tenant(), table, required(statement, "source"), month(statement), Optional.of(days(statement, time)), columns);
    }

    static String required(RecognisedStatement statement, String column) throws StatementFailure {
        return statement.conditions().value(column).orElseThrow(() -> lacks("one value for " + column));
    }

    static StatementFailure lacks(String what) {
        return new StatementFailure(ErrorCode.NOT_SUPPORTED, "The statement has a known form, but its conditions do not name " + what + ".");
    }
}
