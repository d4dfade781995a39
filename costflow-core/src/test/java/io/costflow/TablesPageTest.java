package io.costflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.provider.Providers;
import io.costflow.publish.Column;
import io.costflow.publish.Table;
import io.costflow.testbed.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/tables.md says what the tables say. With {@code -Dcostflow.docs.write=true} the page is written instead of compared. */
class TablesPageTest {

    private static final Path PAGE = Checkout.path("docs", "tables.md");

    private static final String INTRODUCTION = """
            # Tables

            <!-- Written by TablesPageTest from the published tables: mvn test -Dtest=TablesPageTest -Dcostflow.docs.write=true -->

            What Costflow writes to a tenant's schema: every table with the columns that it sets, in the order in which it writes them. Other columns stay NULL, or
            have the default that koku gives them. Rows of one source and day are replaced together; rows that are not ours are never read or written.
            """;

    static List<Table<?>> tables() {
        return Providers.outputs().stream().flatMap(output -> output.tables().stream()).toList();
    }

    @Test
    void thePageSaysWhatTheTablesSay() throws IOException {
        String page = page();
        if (Boolean.getBoolean("costflow.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    /** The day and the source decide which rows are replaced. */
    @ParameterizedTest
    @MethodSource("tables")
    void everyTableNamesTheDayAndTheSourceOfARow(Table<?> table) {
        assertThat(table.columnNames()).contains(Table.DAY_COLUMN, Table.SOURCE_COLUMN);
    }

    static List<Table<?>> tablesOfKoku() {
        return tables().stream().filter(table -> !table.own()).toList();
    }

    @ParameterizedTest
    @MethodSource("tablesOfKoku")
    void kokuDeclaresEveryColumnWithATypeOfItsKind(Table<?> table) throws IOException {
        String declared = declaration(table.name());
        for (Column<?> column : table.columns()) {
            Matcher type = Pattern.compile("\"" + column.name() + "\" ([a-z ]+(?:\\[])?)").matcher(declared);
            assertThat(type.find()).as("%s.%s is declared", table.name(), column.name()).isTrue();
            assertThat(column.kind().types()).as("the types of %s.%s", table.name(), column.name())
                    .contains(type.group(1).strip().replace("varchar", "character varying"));
        }
    }

    private static String declaration(String table) throws IOException {
        try (InputStream script = TablesPageTest.class.getResourceAsStream("/testbed/koku-schema.sql")) {
            String schema = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            int start = schema.indexOf(".\"" + table + "\" (");
            assertThat(start).as("the declaration of %s", table).isPositive();
            return schema.substring(start, schema.indexOf(";", start));
        }
    }

    private static String page() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (Table<?> table : tables()) {
            page.append("\n## ").append(table.name()).append("\n\n")
                    .append("Key: `").append(table.key()).append("` with `").append(Table.DAY_COLUMN).append("`. Ours: ")
                    .append(table.own() ? "the whole table, which Costflow creates" : table.owned() == null ? "all rows of a source that Costflow publishes" : "rows with `" + table.owned() + "`")
                    .append(".\n\n| Column | Kind |\n| --- | --- |\n");
            table.columns().forEach(column -> page.append("| `").append(column.name()).append("` | ").append(kind(column)).append(" |\n"));
        }
        return page.toString();
    }

    private static String kind(Column<?> column) {
        return column.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
