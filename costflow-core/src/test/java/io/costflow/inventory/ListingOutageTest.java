package io.costflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When listings that fail fail the job. */
class ListingOutageTest {

    private static final Duration BUDGET = Duration.ofSeconds(10);

    private final AtomicLong failures = new AtomicLong();
    private Instant now = Instant.EPOCH;
    private final ListingOutage outage = new ListingOutage(BUDGET, () -> now, failures::addAndGet);

    @Test
    void withinTheBudgetItIsTriedAgain() {
        outage.failed(refused());
        now = now.plus(BUDGET);

        assertThatCode(() -> outage.failed(refused())).doesNotThrowAnyException();
        assertThat(failures).hasValue(2);
    }

    @Test
    void afterTheBudgetTheJobFails() {
        outage.failed(refused());
        now = now.plus(BUDGET).plusNanos(1);

        assertThatThrownBy(() -> outage.failed(refused()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The window could not be listed for 10 s (continuous.outage-budget): refused");
    }

    @Test
    void oneFailureFailsNoJobHoweverRarelyItIsPolled() {
        now = now.plus(BUDGET.multipliedBy(100));

        assertThatCode(() -> outage.failed(refused())).doesNotThrowAnyException();
    }

    @Test
    void aListingThatSucceedsBeginsAnotherBudget() {
        outage.failed(refused());
        now = now.plus(BUDGET);
        outage.polled(1, Map.of());
        now = now.plus(BUDGET);

        assertThatCode(() -> outage.failed(refused())).doesNotThrowAnyException();
        assertThat(outage.age()).isEqualTo(BUDGET);
    }

    @Test
    void aListingThatIsInterruptedWhenTheJobEndsIsNoFailure() {
        outage.failed(refused());
        now = now.plus(BUDGET).plusNanos(1);

        assertThatCode(() -> outage.failed(new InterruptedException())).doesNotThrowAnyException();
        assertThat(failures).hasValue(1);
    }

    @Test
    void aPollWhoseListingsAllFailIsNone() {
        outage.polled(2, Map.of(Lake.OCTOBER, "refused"));
        now = now.plus(BUDGET);
        assertThatCode(() -> outage.polled(1, Map.of(Lake.OCTOBER, "refused"))).as("a first failure after one that listed a month").doesNotThrowAnyException();
        assertThat(outage.age()).isEqualTo(BUDGET);
        now = now.plus(BUDGET).plusNanos(1);
        assertThatThrownBy(() -> outage.polled(1, Map.of(Lake.OCTOBER, "refused"))).hasMessageContaining("could not be listed").hasMessageEndingWith("refused");
    }

    @Test
    void aPollThatHasNothingToListFindsNothingWrong() {
        now = now.plus(BUDGET);
        outage.polled(0, Map.of());
        assertThat(outage.age()).isZero();
    }

    private static IOException refused() {
        return new IOException("refused");
    }
}
