package io.costflow.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.doctor.Finding.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockCheckTest {

    private static final Instant ASKED = Instant.parse("2025-10-01T12:00:00Z");
    private static final Instant ANSWERED = ASKED.plusSeconds(2);

    @Test
    void aClockWithinTheTimeOfTheAnswerOrALittleBesideAgrees() {
        assertThat(check(ASKED.plusSeconds(1)).verdict()).isEqualTo(Verdict.OK);
        assertThat(check(ASKED.minusSeconds(5)).verdict()).isEqualTo(Verdict.OK);
        assertThat(check(ANSWERED.plusSeconds(5)).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aClockThatIsOffIsAProblemWithItsDirection() {
        assertThat(check(ASKED.minusSeconds(90)).sentence()).startsWith("PostgreSQL's clock is 90 s behind this machine's");
        assertThat(check(ANSWERED.plusSeconds(6)).sentence()).startsWith("PostgreSQL's clock is 6 s ahead of this machine's");
        assertThat(check(ANSWERED.plusSeconds(6)).isProblem()).isTrue();
    }

    private static Finding check(Instant told) {
        return ClockCheck.check("PostgreSQL's", ASKED, told, ANSWERED);
    }
}
