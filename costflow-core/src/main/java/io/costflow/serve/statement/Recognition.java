package io.costflow.serve.statement;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what statements ask for. Metadata are recognised by what they are; a statement that computes something must have a form that is known, and what it writes and
 * reads must fit its kind.
 */
public final class Recognition {

    private static final String INFORMATION_SCHEMA = "information_schema";

    private static final Set<String> SHARED = Set.of("public", "default", INFORMATION_SCHEMA, "system");

    /** The tables that koku writes to Hive and reads back. */
    private static final String USAGE = "reporting_ocpusagelineitem_daily_summary";

    private static final String MANAGED = "managed_";

    private static final SyntaxNode PROBE = TrinoParser.known("SELECT 1");

    private final KnownForms forms;

    public Recognition(KnownForms forms) {
        this.forms = forms;
    }

    /**
     * Recognises a statement.
     *
     * @param catalog the session's catalog
     * @param schema the session's schema
     */
    public RecognisedStatement recognise(SyntaxNode statement, String catalog, String schema) {
        NameResolution names = new NameResolution(catalog, schema, statement);
        TableName target = target(statement, names);
        List<TableName> tables = names.read(statement);
        String tenant = Stream.concat(Stream.ofNullable(target), tables.stream()).map(TableName::schema).filter(name -> name != null && !SHARED.contains(name)).findFirst()
                .orElse(schema);
        String fingerprint = Fingerprint.of(statement, names, tenant);
        RecognisedStatement found = new RecognisedStatement(StatementKind.OTHER_READ, fingerprint, tenant, statement, target, tables, Conditions.of(statement));
        return found.as(kind(found, names));
    }

    private static TableName target(SyntaxNode statement, NameResolution names) {
        return switch (statement.kind()) {
            case "Insert", "Delete" -> names.table(statement.node("table").nodes("name"));
            case "CreateTable" -> names.table(statement.nodes("name"));
            case "DropTable" -> names.table(statement.nodes("tableName"));
            case "AddColumn" -> names.table(statement.nodes("name"));
            case "DropColumn" -> names.table(statement.nodes("table"));
            default -> null;
        };
    }

    private StatementKind kind(RecognisedStatement statement, NameResolution names) {
        return switch (statement.tree().kind()) {
            case "ShowCatalogs" -> StatementKind.SHOW_CATALOGS;
            case "ShowSchemas" -> isLake(shown(statement.tree(), names)) ? StatementKind.SHOW_SCHEMAS : StatementKind.OTHER_READ;
            case "ShowTables" -> hasLineItems(statement.tree(), names) ? StatementKind.SHOW_TABLES : StatementKind.OTHER_READ;
            case "CreateSchema" -> isLake(names.catalog(statement.tree().nodes("schemaName"))) ? StatementKind.CREATE_SCHEMA : StatementKind.OTHER_WRITE;
            case "CreateTable" -> isLake(statement.target()) ? StatementKind.CREATE_TABLE : StatementKind.OTHER_WRITE;
            case "DropTable" -> isLake(statement.target()) ? StatementKind.DROP_TABLE : StatementKind.OTHER_WRITE;
            case "AddColumn", "DropColumn" -> isLake(statement.target()) ? StatementKind.ALTER_TABLE : StatementKind.OTHER_WRITE;
            case "Call" -> isSync(statement.tree(), names) ? StatementKind.SYNC_PARTITIONS : StatementKind.OTHER_WRITE;
            case "Delete" -> isIntermediate(statement.target()) ? StatementKind.DELETE_PARTITIONS : StatementKind.OTHER_WRITE;
            case "Insert" -> forms.kind(statement.fingerprint()).filter(kind -> writes(kind, statement.target())).orElse(StatementKind.OTHER_WRITE);
            case "Query" -> question(statement);
            case "ShowColumns", "ShowCreate", "ShowFunctions", "ShowSession", "ShowStats", "Explain", "ExplainAnalyze", "DescribeInput", "DescribeOutput" ->
                    StatementKind.OTHER_READ;
            default -> StatementKind.OTHER_WRITE;
        };
    }

    private StatementKind question(RecognisedStatement statement) {
        if (statement.tables().size() == 1 && statement.tables().get(0).isPartitions()) {
            return isLake(statement.tables().get(0)) && PartitionCount.is(statement.tree())
                    ? StatementKind.PARTITION_COUNT
                    : forms.kind(statement.fingerprint()).orElse(StatementKind.OTHER_READ);
        }
        if (statement.tree().equals(PROBE)) {
            return StatementKind.PROBE;
        }
        return forms.kind(statement.fingerprint()).filter(kind -> !kind.group().equals(StatementKind.Group.SUMMARY)).orElse(StatementKind.OTHER_READ);
    }

    /** The catalog whose schemas are shown. */
    private static String shown(SyntaxNode show, NameResolution names) {
        return show.node("catalog") == null ? names.catalog(List.of()) : NameResolution.identifier(show.node("catalog"));
    }

    /** Whether the schema whose tables are shown is one that tenants' line items can be in. */
    private static boolean hasLineItems(SyntaxNode show, NameResolution names) {
        List<SyntaxNode> schema = show.nodes("schema");
        return isLake(names.catalog(schema)) && !names.schema(schema).equals(INFORMATION_SCHEMA);
    }

    /** Whether a table is one of the lake's catalog. */
    private static boolean isLake(TableName table) {
        return isLake(table.catalog());
    }

    private static boolean isLake(String catalog) {
        return TableName.LAKE.equals(catalog);
    }

    private static boolean isIntermediate(TableName table) {
        return isLake(table) && (table.table().equals(USAGE) || table.table().startsWith(MANAGED));
    }

    private static boolean isSync(SyntaxNode call, NameResolution names) {
        TableName procedure = names.table(call.nodes("name"));
        return isLake(procedure) && procedure.table().equals("sync_partition_metadata");
    }

    /** Whether a table is what statements of a kind write. */
    private static boolean writes(StatementKind kind, TableName target) {
        String table = target.table();
        return switch (kind.group()) {
            case INTERMEDIATE -> isIntermediate(target);
            case SUMMARY, COST_MODEL -> TableName.DATABASE.equals(target.catalog()) && (table.startsWith("reporting_") || table.startsWith("tmp_virt_") || table.equals("rates_to_usage"));
            case METADATA, QUESTION, OTHER -> false;
        };
    }
}
