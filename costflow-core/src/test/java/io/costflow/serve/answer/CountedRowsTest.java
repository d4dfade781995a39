package io.costflow.serve.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a statement is counted whose rows come while they are read, and as what. */
class CountedRowsTest {

    private final List<String> counted = new ArrayList<>();

    private CountedRows rows(int unreadable) {
        return new CountedRows(IntStream.range(0, 3).mapToObj(number -> {
            if (number == unreadable) {
                throw new IllegalStateException("The file cannot be read.");
            }
            return List.<Object>of(number);
        }).iterator(), counted::add);
    }

    @Test
    void rowsThatEndAreASuccess() throws Exception {
        try (CountedRows rows = rows(-1)) {
            assertThat(rows).toIterable().hasSize(3);
            assertThat(counted).as("counts while rows are at hand").isEmpty();
        }
        assertThat(counted).containsExactly((String) null);
    }

    @Test
    void rowsThatFailHaveTheirError() throws Exception {
        try (CountedRows rows = rows(2)) {
            assertThatThrownBy(() -> rows.forEachRemaining(row -> {})).isInstanceOf(IllegalStateException.class);
        }
        assertThat(counted).containsExactly("The file cannot be read.");
    }
}
