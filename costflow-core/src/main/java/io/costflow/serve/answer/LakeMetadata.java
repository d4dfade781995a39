package io.costflow.serve.answer;

import io.costflow.inventory.SourceFolders;
import io.costflow.serve.protocol.Answer;
import io.costflow.serve.protocol.ErrorCode;
import io.costflow.serve.protocol.ResultColumn;
import io.costflow.serve.protocol.StatementFailure;
import io.costflow.serve.protocol.TrinoType;
import io.costflow.serve.statement.Conditions;
import io.costflow.serve.statement.RecognisedStatement;
import io.costflow.serve.statement.SyntaxNode;
import io.costflow.serve.statement.TableName;
import io.costflow.settings.SourceSettings;
import io.costflow.sql.lake.LakeTable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers what there is, from the folders of the lake as they are now. */
final class LakeMetadata {

    /** A schema without tables that every catalog of a lake has. */
    private static final String DEFAULT_SCHEMA = "default";

    private final SourceFolders folders;
    private final Tenants tenants;

    LakeMetadata(SourceFolders folders, Tenants tenants) {
        this.folders = folders;
        this.tenants = tenants;
    }

    Answer catalogs() {
        return names("Catalog", List.of(TableName.LAKE, TableName.DATABASE, "system"));
    }

    /** The tenants' schemas that match a pattern. */
    Answer schemas(RecognisedStatement statement) throws SQLException, StatementFailure {
        LikePattern like = LikePattern.of(statement.tree().text("likePattern"), statement.tree().text("escape"));
        TreeSet<String> schemas = tenants.sources().stream().map(SourceSettings::tenant).filter(like::matches).collect(Collectors.toCollection(TreeSet::new));
        return names("Schema", List.copyOf(schemas));
    }

    /**
     * The tables of line items that match a pattern and have files. Intermediate tables of koku are not among them: nothing reads them here.
     *
     * @param session the session's schema, which need not be there yet: koku asks for tables before it creates it
     */
    Answer tables(RecognisedStatement statement, String session) throws IOException, InterruptedException, SQLException, StatementFailure {
        List<SyntaxNode> named = statement.tree().nodes("schema");
        String schema = named.isEmpty() ? session : named.get(named.size() - 1).text("value").toLowerCase(Locale.ROOT);
        if (!named.isEmpty() && !schema.equals(DEFAULT_SCHEMA) && !tenants.isTenant(schema)) {
            throw new StatementFailure(ErrorCode.SCHEMA_NOT_FOUND, "Schema '" + schema + "' does not exist");
        }
        LikePattern like = LikePattern.of(statement.tree().text("likePattern"), statement.tree().text("escape"));
        List<String> found = new ArrayList<>();
        for (LakeTable table : LakeTable.ALL) {
            if (like.matches(table.name()) && !folders.sources(SourceSettings.account(schema), table.report()).isEmpty()) {
                found.add(table.name());
            }
        }
        found.sort(null);
        return names("Table", found);
    }

    /** How many partitions of a table fulfil conditions on source, year and month. */
    Answer partitions(RecognisedStatement statement) throws IOException, InterruptedException, StatementFailure {
        TableName name = statement.tables().get(0).withoutPartitions();
        long count = 0;
        if (!isIntermediate(name)) {
            LakeTable table = LakeTable.of(name.table()).orElseThrow(() -> missing(name));
            Conditions conditions = statement.conditions();
            List<String> sources = conditions.values("source");
            List<String> years = conditions.values("year");
            Set<String> wanted = Set.copyOf(conditions.values("month"));
            // a partition's month has two digits; what is no month is that of no partition
            List<Month> months = Stream.of(Month.values()).filter(month -> wanted.isEmpty() || wanted.contains("%02d".formatted(month.getValue()))).toList();
            String account = SourceSettings.account(name.schema());
            for (String source : folders.sources(account, table.report())) {
                if (sources.isEmpty() || sources.contains(source)) {
                    for (String year : folders.years(account, table.report(), source)) {
                        if (years.isEmpty() || years.contains(year)) {
                            for (Month month : months) {
                                count += folders.files(account, table.report(), source, YearMonth.of(Integer.parseInt(year), month)).isEmpty() ? 0 : 1;
                            }
                        }
                    }
                }
            }
        }
        return Answer.rows(List.of(new ResultColumn("_col0", TrinoType.BIGINT)), List.of(List.<Object>of(count)));
    }

    /** Whether a table is one that koku writes to the lake's catalog and reads back. */
    static boolean isIntermediate(TableName name) {
        return name.catalog().equals(TableName.LAKE) && (name.table().equals("reporting_ocpusagelineitem_daily_summary") || name.table().startsWith("managed_"));
    }

    static StatementFailure missing(TableName name) {
        return new StatementFailure(ErrorCode.TABLE_NOT_FOUND, "Table '" + name + "' does not exist");
    }

    private static Answer names(String heading, List<String> names) {
        return Answer.rows(List.of(new ResultColumn(heading, TrinoType.VARCHAR)), names.stream().map(name -> List.<Object>of(name)).toList());
    }
}
