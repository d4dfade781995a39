package io.costflow.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertThat(TextTable.of(List.of(List.of("name", "n"), List.of("a", "100"), List.of("\uD83D\uDE80", "7")), Set.of(1)).lines()).containsExactly(
                "name    n",
                "a     100",
                "\uD83D\uDE80       7");
    }

    @Test
    void aTerminalMayShowATextWiderThanItsCodePoints() {
        TextTable table = new TextTable(Set.of(), text -> 2 * text.length());
        table.measure(List.of("ab"));

        assertThat(table.widths()).containsExactly(4);
        assertThat(table.padded(List.of("a"))).containsExactly("a  ");
    }

    @Test
    void aCellThatWasNotMeasuredMayBeTooWide() {
        TextTable table = new TextTable(Set.of(0));
        table.measure(List.of("ab"));

        assertThat(table.padded(List.of("abc"))).containsExactly("abc");
    }
}
