package io.costflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.Grain;
import io.costflow.day.OutputPeriod;
import io.costflow.publish.RowCounts.Counted;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When rows are put back that another program has deleted. */
class RestorePolicyTest {

    private static final Instant NOW = Instant.parse("2025-10-03T12:00:00Z");
    private static final OutputPeriod PERIOD = new OutputPeriod("openshift", "org1234567", "00000000-0000-0000-0000-000000000001", Grain.DAY, 20_362);

    private final RestorePolicy policy = new RestorePolicy(Duration.ofMinutes(10));

    @Test
    void rowsThatStayAwayForTheSetTimeAreDue() {
        assertThat(policy.dueAt(counted(null, 0, null), NOW)).isEqualTo(NOW.plusSeconds(600));
        assertThat(policy.dueAt(counted(NOW.minusSeconds(590), 0, null), NOW)).isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void eachTurnOfTheLastDayDoublesThePause() {
        Instant recently = NOW.minus(Duration.ofHours(23));
        assertThat(policy.pause(counted(null, 1, recently), NOW)).isEqualTo(Duration.ofMinutes(20));
        assertThat(policy.pause(counted(null, 3, recently), NOW)).isEqualTo(Duration.ofMinutes(80));
        assertThat(policy.pause(counted(null, 1000, recently), NOW)).as("no longer than this").isEqualTo(Duration.ofMinutes(640));
    }

    @Test
    void turnsOfEarlierDaysAreForgotten() {
        assertThat(RestorePolicy.turns(counted(null, 5, NOW.minus(Duration.ofHours(25))), NOW)).isZero();
        assertThat(policy.pause(counted(null, 5, NOW.minus(Duration.ofHours(25))), NOW)).isEqualTo(Duration.ofMinutes(10));
    }

    private static Counted counted(Instant differsSince, int restored, Instant restoredAt) {
        return new Counted(PERIOD, "table", 3L, 3L, 0, differsSince, restored, restoredAt);
    }
}
