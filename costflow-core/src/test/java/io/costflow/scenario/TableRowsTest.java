package io.costflow.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TableRowsTest {
    @Test
    void nullEmptyAndQuotedFieldsAreToldApart() {
        TableRows table = TableRows.parse("a,b,c\n\\N,,\"x, \"\"y\"\"\nz\"\n");

        assertThat(table.columns()).containsExactly("a", "b", "c");
        assertThat(table.rows()).containsExactly(Arrays.asList(null, "", "x, \"y\"\nz"));
    }

    @Test
    void aFieldMayStartWithAQuoteAndTheLastLineMayLackItsEnd() {
        TableRows table = TableRows.parse("a,b\r\n\"\"\"q\"\"\",\r\n\"\",2");

        assertThat(table.column("a")).containsExactly("\"q\"", "");
        assertThat(table.column("b")).containsExactly("", "2");
    }
}
