package io.costflow.publish;

import static io.costflow.publish.Column.number;
import static io.costflow.publish.Column.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.costflow.publish.Column.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private record Line(String name, Double amount) {}

    private static final Table<Line> TABLE = new Table<>("amounts", "name", null, List.of(text("name", Line::name), number("amount", Line::amount)));

    @Test
    void namesAndLinesFollowFromTheColumns() {
        assertThat(TABLE.columnNames()).containsExactly("name", "amount");
        assertThat(TABLE.columns()).extracting(Column::kind).containsExactly(Kind.TEXT, Kind.NUMBER);
        assertThat(written(TABLE, new Line("a", 1.5))).isEqualTo("a\t1.5\n");
        assertThat(written(TABLE, new Line("b", null))).isEqualTo("b\t\\N\n");
    }

    @Test
    void columnsHaveNamesOfTheirOwnAndTheKeyIsOneOfThem() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Table<>("t", "a", null, List.of(text("a", Line::name), number("a", Line::amount))))
                .withMessage("The table t has two columns a.");
        assertThatIllegalArgumentException().isThrownBy(() -> new Table<>("t", "uuid", null, List.of(text("a", Line::name))))
                .withMessage("The table t has no column uuid, its key.");
    }

    private static String written(Table<Line> table, Line line) {
        CopyText text = new CopyText();
        table.write(line, text);
        return new String(text.take(), StandardCharsets.UTF_8);
    }
}
