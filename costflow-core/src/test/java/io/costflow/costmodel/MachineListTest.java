package io.costflow.costmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.costflow.provider.openshift.Facts;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineListTest {
    private static final LocalDate DAY = LocalDate.of(2025, 10, 2);
    private static final LocalDateTime LAST = DAY.atTime(23, 0);

    @Test
    void aMachineWithoutAClaimIsListedOnceAndOthersOnceForEachClaim() {
        List<Facts.MachineDay> days = List.of(day("plain"), day("disks", "b", "a"));

        assertThat(MachineList.byReport(days, List.of(place("plain"), place("disks"))))
                .extracting(MachineClaim::machine, MachineClaim::claim, MachineClaim::cpuRequest, MachineClaim::memoryRequest)
                .containsExactly(tuple("plain", null, 48.0, 24.0), tuple("disks", "a", 48.0, 24.0), tuple("disks", "b", 48.0, 24.0));
    }

    private static Facts.MachineDay day(String name, String... claims) {
        return new Facts.MachineDay(DAY, name, 2.0, 86_400.0, LAST, List.of(claims));
    }

    private static Facts.MachinePlace place(String name) {
        return new Facts.MachinePlace(DAY, name, "n", "i", LAST, 2.0, (double) (1L << 30));
    }
}
