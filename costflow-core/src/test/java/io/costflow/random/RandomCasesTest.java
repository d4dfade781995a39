package io.costflow.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomCasesTest {

    @Test
    void casesDifferAndAreTheSameAtEachRun() {
        List<Long> first = drawn(1, 100);

        assertThat(first).hasSize(100).doesNotHaveDuplicates();
        assertThat(drawn(1, 100)).isEqualTo(first);
        assertThat(drawn(1000, 100)).doesNotContainAnyElementsOf(first);
    }

    @Test
    void aFailureNamesTheSeedThatRepeatsItsCase() {
        List<Long> drawn = drawn(1, 8);

        assertThatThrownBy(() -> RandomCases.check(1, 100, values -> assertThat(values.random().nextLong()).as("the eighth").isNotEqualTo(drawn.get(7))))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Case 8 of 100, which -Drandom.seed=8 -Drandom.cases=1 repeats: [the eighth]")
                .hasCauseInstanceOf(AssertionError.class);
        assertThat(drawn(8, 1)).containsExactly(drawn.get(7));
    }

    @Test
    void anExceptionIsAFailure() {
        assertThatThrownBy(() -> RandomCases.check(5, 1, values -> {
            throw new IllegalStateException("broken");
        })).isInstanceOf(AssertionError.class).hasMessage("Case 1 of 1, which -Drandom.seed=5 -Drandom.cases=1 repeats: broken");
    }

    @Test
    void noCasesAtAllAreRefused() {
        assertThatThrownBy(() -> RandomCases.check(1, 0, values -> {})).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Long> drawn(long seed, int cases) {
        List<Long> drawn = new ArrayList<>();
        RandomCases.check(seed, cases, values -> drawn.add(values.random().nextLong()));
        return drawn;
    }
}
