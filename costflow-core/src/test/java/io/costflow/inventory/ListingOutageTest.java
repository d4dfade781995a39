package io.costflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When looks at the lake that fail fail the job. */
class ListingOutageTest {

    private static final Duration BUDGET = Duration.ofSeconds(10);
    private static final long WITHIN = 10_000_000;
    private static final long AFTER = 10_000_001;

    private final ListingOutage outage = new ListingOutage(BUDGET, 0);

    @Test
    void withinTheBudgetItIsTriedAgain() {
        assertThatCode(() -> outage.failed(new IOException("refused"), WITHIN)).doesNotThrowAnyException();
        assertThat(outage.failures()).isOne();
    }

    @Test
    void afterTheBudgetTheJobFails() {
        assertThatThrownBy(() -> outage.failed(new IOException("refused"), AFTER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The window could not be listed for 10 s (continuous.outage-budget): refused");
    }

    @Test
    void aLookThatSucceedsBeginsAnotherBudget() {
        outage.succeeded(Map.of(), WITHIN);

        assertThatCode(() -> outage.failed(new IOException("refused"), 2 * WITHIN)).doesNotThrowAnyException();
        assertThat(outage.ageMillis(2 * WITHIN)).isEqualTo(10_000);
    }

    @Test
    void aLookThatIsInterruptedWhenTheJobEndsIsNoFailure() {
        assertThatCode(() -> outage.failed(new InterruptedException(), AFTER)).doesNotThrowAnyException();
        assertThat(outage.failures()).isZero();
    }
}
