package io.costflow.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailureBudgetTest {

    private static final Duration BUDGET = Duration.ofSeconds(10);

    private Instant now = Instant.EPOCH;
    private final FailureBudget budget = new FailureBudget(BUDGET, () -> now);

    @Test
    void timeThatPassesWithoutFailuresIsNotSpent() {
        now = now.plus(BUDGET.multipliedBy(2));

        assertThat(budget.left()).isEqualTo(BUDGET);
        assertThat(budget.isExceeded()).isFalse();
    }

    @Test
    void itIsSpentFromTheFirstFailureInARow() {
        now = now.plusSeconds(100);
        budget.failed();
        now = now.plusSeconds(4);
        budget.failed();

        assertThat(budget.failures()).isEqualTo(2);
        assertThat(budget.outage()).hasSeconds(4);
        assertThat(budget.left()).hasSeconds(6);
    }

    @Test
    void itIsExceededOnlyBeyondItsEnd() {
        budget.failed();
        now = now.plus(BUDGET);
        assertThat(budget.isExceeded()).isFalse();

        now = now.plusNanos(1);
        assertThat(budget.isExceeded()).isTrue();
        assertThat(budget.left()).isNegative();
    }

    @Test
    void aSuccessGivesTheNextFailureTheWholeBudget() {
        budget.failed();
        now = now.plus(BUDGET);
        budget.succeeded();
        assertThat(budget.outage()).isZero();

        budget.failed();
        assertThat(budget.left()).isEqualTo(BUDGET);
        assertThat(budget.failures()).isOne();
    }
}
