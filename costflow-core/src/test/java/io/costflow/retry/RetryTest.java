package io.costflow.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryTest {

    private static final Duration ENOUGH = Duration.ofSeconds(30);

    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void theFirstSuccessIsTheResult() throws Exception {
        assertThat(Retry.within(Duration.ZERO, "Reading", attempts::incrementAndGet)).isEqualTo(1);
    }

    @Test
    void failuresAreTriedAgain() throws Exception {
        int result = Retry.within(ENOUGH, "Reading", () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IOException("The line is busy.");
            }
            return attempts.get();
        });
        assertThat(result).isEqualTo(3);
    }

    @Test
    void theLastFailureIsNamedWhenTheBudgetIsUsedUp() {
        assertThatThrownBy(() -> Retry.within(Duration.ofMillis(390), "Reading s3://cost/a", () -> {
                    attempts.incrementAndGet();
                    throw new IOException("The line is busy.");
                }))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Reading s3://cost/a failed ")
                .hasMessageEndingWith("The line is busy.")
                .hasRootCauseMessage("The line is busy.");
        assertThat(attempts).as("at once, and after a pause of 100 to 200 ms").hasValue(2);
    }

    @Test
    void withoutABudgetThereIsOneAttempt() {
        assertThatThrownBy(() -> Retry.within(Duration.ZERO, "Reading", () -> {
                    attempts.incrementAndGet();
                    throw new IOException("The line is busy.");
                }))
                .hasMessageStartingWith("Reading failed 1 times within 0 s");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aFileThatIsNotThereIsNotTriedAgain() {
        assertThatThrownBy(() -> Retry.within(ENOUGH, "Reading", () -> {
                    attempts.incrementAndGet();
                    throw new FileNotFoundException("s3://cost/a");
                }))
                .isInstanceOf(FileNotFoundException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void otherFailuresAreNotTriedAgain() {
        assertThatThrownBy(() -> Retry.within(ENOUGH, "Reading", () -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException("A bug.");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void anInterruptionEndsThePause() {
        assertThatThrownBy(() -> Retry.within(ENOUGH, "Reading", () -> {
                    Thread.currentThread().interrupt();
                    throw new IOException("The line is busy.");
                }))
                .isInstanceOf(InterruptedException.class);
    }
}
