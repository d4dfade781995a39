package io.costflow.serve.answer;

import io.costflow.database.SqlName;
import io.costflow.inventory.SourceFolders;
import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.parquet.RowCondition;
import io.costflow.serve.answer.LineItemAnswer.Field;
import io.costflow.serve.protocol.Answer;
import io.costflow.serve.protocol.ResultColumn;
import io.costflow.serve.protocol.StatementFailure;
import io.costflow.serve.protocol.TrinoType;
import io.costflow.serve.statement.Literals;
import io.costflow.serve.statement.RecognisedStatement;
import io.costflow.serve.statement.SyntaxNode;
import io.costflow.sql.lake.LakeTable;
import io.costflow.sql.scan.LakePartition;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Answers which machines of a cloud run metered subscriptions of Red Hat Enterprise Linux, and their line items (specification, M.1). */
final class Subscriptions {

    private final SourceFolders folders;
    private final Tenants tenants;
    private final Clock clock;

    Subscriptions(SourceFolders folders, Tenants tenants, Clock clock) {
        this.folders = folders;
        this.tenants = tenants;
        this.clock = clock;
    }

    Answer answer(RecognisedStatement statement) throws StatementFailure, IOException, InterruptedException, SQLException {
        SubscriptionCloud cloud = SubscriptionCloud.of(statement.tables());
        String source = Questions.required(statement, "source");
        YearMonth month = Questions.month(statement);
        LakeTable table = LakeTable.of(cloud.table()).orElseThrow();
        LineItemFiles files = LineItemFiles.list(folders, statement.tenant(), table, source, month);
        SyntaxNode select = statement.tree().find(node -> node.is("Select")).orElseThrow();
        List<SyntaxNode> selected = select.nodes("selectItems");
        if (selected.get(0).is("AllColumns")) {
            return lineItems(statement, cloud, files, LakePartition.of(source, month));
        }
        if (selected.size() == 1 && selected.get(0).node("expression").is("FunctionCall")) {
            return count(statement, cloud, files);
        }
        return selected.size() == 1 ? accounts(statement, cloud, files, source) : machines(statement, cloud, files, source, month);
    }

    /** The accounts that have such machines and belong to no other source. */
    private Answer accounts(RecognisedStatement statement, SubscriptionCloud cloud, LineItemFiles files, String source)
            throws StatementFailure, IOException, SQLException {
        Set<String> ofOthers = texts(statement.tenant(), "reporting_subs_id_map", "usage_id", source, null);
        Set<String> accounts = new LinkedHashSet<>();
        try (LineItemScan items = files.read(cloud.tested(files), List.of())) {
            while (items.next()) {
                String account = cloud.account(items);
                if (account != null && cloud.isMetered(items) && !ofOthers.contains(account)) {
                    accounts.add(account);
                }
            }
        }
        return Answer.rows(
                List.of(new ResultColumn(cloud.accountColumn(), TrinoType.VARCHAR)), accounts.stream().map(account -> List.<Object>of(account)).toList());
    }

    /** The machines of an account that no other source has processed, each with the time of its last line item. */
    private Answer machines(RecognisedStatement statement, SubscriptionCloud cloud, LineItemFiles files, String source, YearMonth month)
            throws StatementFailure, IOException, SQLException {
        Predicate<LineItemScan> ofAccount = ofAccount(statement, cloud);
        Set<String> ofOthers = texts(statement.tenant(), "reporting_subs_last_processed_time", "resource_id", source, month);
        Map<List<String>, LocalDateTime> last = new LinkedHashMap<>();
        try (LineItemScan items = files.read(cloud.tested(files), List.of())) {
            while (items.next()) {
                if (cloud.isMetered(items) && ofAccount.test(items) && items.text(cloud.resource()) != null && !ofOthers.contains(items.text(cloud.resource()))) {
                    LocalDateTime time = items.time(cloud.time());
                    last.merge(cloud.machine(items), time == null ? LocalDateTime.MIN : time, (one, other) -> one.isAfter(other) ? one : other);
                }
            }
        }
        List<List<Object>> rows = new ArrayList<>();
        last.forEach((machine, time) -> rows.add(cloud.row(machine, time.equals(LocalDateTime.MIN) ? null : time, LocalDate.now(clock))));
        return Answer.rows(cloud.machineColumns(), rows);
    }

    private Answer count(RecognisedStatement statement, SubscriptionCloud cloud, LineItemFiles files) throws StatementFailure, IOException {
        Wanted wanted = wanted(statement, cloud);
        long count = 0;
        try (LineItemScan items = files.read(cloud.tested(files), List.of(wanted.within()))) {
            while (items.next()) {
                count += wanted.item().test(items) ? 1 : 0;
            }
        }
        return Answer.rows(List.of(new ResultColumn("_col0", TrinoType.BIGINT)), List.of(List.<Object>of(count)));
    }

    /** The line items of some machines within a time each, with every column of the files and what koku takes from the tags. The order is that of the files. */
    private Answer lineItems(RecognisedStatement statement, SubscriptionCloud cloud, LineItemFiles files, LakePartition folder) throws StatementFailure {
        Wanted wanted = wanted(statement, cloud);
        List<Column> columns = files.allColumns();
        List<Field> fields = new ArrayList<>(LineItemFiles.fields(columns, folder));
        fields.addAll(cloud.fields());
        Page page = new Page(number(statement, "Offset").orElse(0L), number(statement, "Limit").orElse(Long.MAX_VALUE));
        List<Column> read = files.withOwn(columns);
        LineItemScan items = files.read(read, List.of(wanted.within()));
        return LineItemAnswer.of(items, item -> wanted.item().test(item) && page.has() && cloud.hasTag(item), page::isFull, fields);
    }

    /** Counts the rows that are asked for. */
    private static final class Page {
        private final long first;
        private final long limit;
        private long passed;

        Page(long first, long limit) {
            this.first = first;
            this.limit = limit;
        }

        boolean has() {
            passed++;
            return passed > first && passed - first <= limit;
        }

        boolean isFull() {
            return passed - first >= limit;
        }
    }

    private static Optional<Long> number(RecognisedStatement statement, String clause) {
        return statement.tree().find(node -> node.is(clause)).flatMap(node -> Literals.text(node.node("rowCount"))).map(Long::valueOf);
    }

    private static Predicate<LineItemScan> ofAccount(RecognisedStatement statement, SubscriptionCloud cloud) throws StatementFailure {
        String account = Questions.required(statement, cloud.accounts().get(0));
        return item -> {
            for (String column : cloud.accounts()) {
                if (account.equals(item.text(column))) {
                    return true;
                }
            }
            return false;
        };
    }

    /**
     * The line items that are of usage, and of a machine and time that the statement names.
     *
     * @param item whether a line item is one
     * @param within the times outside of which there is none
     */
    private record Wanted(Predicate<LineItemScan> item, RowCondition.TimeWithin within) {}

    private static Wanted wanted(RecognisedStatement statement, SubscriptionCloud cloud) throws StatementFailure {
        Predicate<LineItemScan> ofAccount = ofAccount(statement, cloud);
        Map<String, List<Range>> ranges = ranges(statement, cloud);
        Predicate<LineItemScan> wanted = item -> {
            List<Range> ofResource = ranges.get(item.text(cloud.resource()));
            if (ofResource == null || !cloud.isMetered(item) || !cloud.isUsage(item) || !ofAccount.test(item)) {
                return false;
            }
            LocalDateTime time = item.time(cloud.time());
            return time != null && isInAny(ofResource, time);
        };
        return new Wanted(wanted, within(cloud.time(), ranges));
    }

    private record Range(LocalDateTime from, LocalDateTime to) {}

    private static boolean isInAny(List<Range> ranges, LocalDateTime time) {
        for (Range range : ranges) {
            if (!time.isBefore(range.from) && !time.isAfter(range.to)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the times from the first beginning to the last end. */
    private static RowCondition.TimeWithin within(String column, Map<String, List<Range>> ranges) {
        LocalDateTime from = LocalDateTime.MAX;
        LocalDateTime to = LocalDateTime.MIN;
        for (List<Range> ofResource : ranges.values()) {
            for (Range range : ofResource) {
                from = range.from.isBefore(from) ? range.from : from;
                to = range.to.isAfter(to) ? range.to : to;
            }
        }
        // times are compared in whole milliseconds, and conditions in microseconds
        LocalDateTime end = to.truncatedTo(ChronoUnit.MILLIS).plus(1, ChronoUnit.MILLIS);
        return new RowCondition.TimeWithin(column, micros(from.truncatedTo(ChronoUnit.MILLIS)), micros(end));
    }

    private static long micros(LocalDateTime time) {
        return ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time);
    }

    private static Map<String, List<Range>> ranges(RecognisedStatement statement, SubscriptionCloud cloud) throws StatementFailure {
        Map<String, List<Range>> ranges = new HashMap<>();
        for (SyntaxNode all : statement.tree().all("LogicalExpression")) {
            String resource = null;
            LocalDateTime from = null;
            LocalDateTime to = null;
            for (SyntaxNode term : all.nodes("terms")) {
                SyntaxNode left = term.is("ComparisonExpression") ? term.node("left") : null;
                String column = left != null && left.is("Identifier") ? left.text("value") : "";
                String value = column.isEmpty() ? null : Literals.text(term.node("right")).orElse(null);
                if (column.equals(cloud.resource()) && "EQUAL".equals(term.text("operator"))) {
                    resource = value;
                } else if (column.equals(cloud.time()) && "GREATER_THAN_OR_EQUAL".equals(term.text("operator"))) {
                    from = time(value);
                } else if (column.equals(cloud.time()) && "LESS_THAN_OR_EQUAL".equals(term.text("operator"))) {
                    to = time(value);
                }
            }
            if (resource != null && from != null && to != null) {
                ranges.computeIfAbsent(resource, any -> new ArrayList<>()).add(new Range(from, to));
            }
        }
        if (ranges.isEmpty()) {
            throw Questions.lacks("machines with a first and a last time");
        }
        return ranges;
    }

    /** A time in UTC, written with or without its zone. */
    private static LocalDateTime time(String text) throws StatementFailure {
        try {
            String[] parts = text.split(" ");
            return parts.length == 1 ? LocalDate.parse(parts[0]).atStartOfDay() : LocalDateTime.parse(parts[0] + "T" + parts[1]);
        } catch (DateTimeException e) {
            throw Questions.lacks("times in UTC");
        }
    }

    /** What koku noted of other sources than one, of a month or at all. */
    private Set<String> texts(String tenant, String table, String column, String source, YearMonth month) throws SQLException {
        String sql = "select distinct " + column + " from " + SqlName.quoted(tenant, table) + " where source_uuid <> ?" + (month == null ? "" : " and year = ? and month = ?");
        return tenants.run(connection -> {
            Set<String> found = new HashSet<>();
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setObject(1, UUID.fromString(source));
                if (month != null) {
                    query.setString(2, String.valueOf(month.getYear()));
                    query.setString(3, "%02d".formatted(month.getMonthValue()));
                }
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
            }
            return found;
        });
    }
}
