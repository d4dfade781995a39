package io.costflow.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {

    private static Answer answer(Object... rows) {
        return new Answer(Arrays.stream(rows).map(row -> Arrays.asList((Object[]) row)).toList());
    }

    private static Object[] row(Object... values) {
        return values;
    }

    @Test
    void theOrderOfRowsAndTheLastDigitsOfSumsDoNotMatter() {
        Answer one = answer(row("a", 1.0, 3L), row("b", 1000.0, null));
        Answer other = answer(row("b", 1000.0000000001, null), row("a", 1.0, 3));

        assertThatCode(() -> one.requireSame(Question.TEAMS, other)).doesNotThrowAnyException();
    }

    @Test
    void answersThatDifferAreRefused() {
        Answer one = answer(row("a", 1.0), row("b", 2.0));

        assertThatThrownBy(() -> one.requireSame(Question.TEAMS, answer(row("a", 1.0), row("b", 2.00001))))
                .hasMessage("The answers to 'usage by team' differ: Costflow's has the row [b, 2.0], DuckDB's [b, 2.00001].");
        assertThatThrownBy(() -> one.requireSame(Question.TEAMS, answer(row("a", 1.0), row("c", 2.0)))).hasMessageContaining("[b, 2.0], DuckDB's [c, 2.0]");
        assertThatThrownBy(() -> one.requireSame(Question.TEAMS, new Answer(List.of())))
                .hasMessage("The answers to 'usage by team' differ: Costflow's has 2 rows, DuckDB's 0.");
    }
}
