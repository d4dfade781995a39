package io.costflow.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(200), 2, Duration.ofMillis(1_000));

    @Test
    void pausesGrowUpToTheMaximum() {
        assertThat(backoff.pause(1)).hasMillis(200);
        assertThat(backoff.pause(2)).hasMillis(400);
        assertThat(backoff.pause(3)).hasMillis(800);
        assertThat(backoff.pause(4)).hasMillis(1_000);
        assertThat(backoff.pause(Integer.MAX_VALUE)).hasMillis(1_000);
    }

    @Test
    void anInitialPauseBeyondTheMaximumIsCut() {
        assertThat(new Backoff(Duration.ofSeconds(5), 2, Duration.ofSeconds(1)).pause(1)).hasSeconds(1);
    }
}
