package io.costflow.inventory;

import static io.costflow.inventory.Lake.daily;
import static io.costflow.inventory.Lake.day;
import static io.costflow.inventory.Lake.hourly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.day.DayPlan;
import io.costflow.day.OutputPlan;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.day.PlannedCluster;
import io.costflow.day.HeldBack;
import io.costflow.day.MonthPlan;
import io.costflow.day.PublishedState;
import io.costflow.day.SourceDay;
import io.costflow.provider.aws.Aws;
import io.costflow.serialization.JsonSerializer;
import io.costflow.settings.Overlap;
import io.costflow.settings.SourceSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Splits travel to readers and lie in checkpoints. */
class InventorySplitTest {

    private static final SourceSettings CLOUD =
            SourceSettings.cloud("org1234567", Aws.TYPE, "cloud", new BigDecimal("0.10"));
    private static final SourceDay DAY = new SourceDay("org1234567", "cloud", day(3));

    private final JsonSerializer<InventorySplit> serializer = new JsonSerializer<>(InventorySplit.class);

    @Test
    void plansComeBackAsTheyWere() throws Exception {
        HeldBack blocked = new HeldBack("Why.", "s3://cost/a", "column");
        assertComesBack(InventorySplit.of(new DayPlan(
                DAY, 7, CLOUD, List.of(daily(3), hourly(3)), Overlap.ALL, true,
                List.of(
                        new OutputPlan(
                                "openshift-on-aws", Purpose.KEEP, blocked, new PublishedState("f", "c"), List.of(new PlannedCluster(Lake.SOURCE, 6)), true,
                                new MonthPlan(List.of(new MonthPlan.Day(day(3), "inputs")), new PublishedState("f", "c"), true, true)),
                        OutputPlan.of("openshift")))));
        assertComesBack(InventorySplit.of(DayPlan.toForget(DAY, 7, CLOUD)));
    }

    @Test
    void readingsComeBackAsTheyWere() throws Exception {
        assertComesBack(InventorySplit.of(new FileReading(daily(3), "org1234567", "cloud", "2025-10", List.of(day(3), day(4)), 7)));
        assertComesBack(InventorySplit.of(FileReading.ofDays(daily(3), Lake.OCTOBER, 7)));
    }

    @Test
    void splitsOfOneRunHaveIdsOfTheirOwn() {
        DayPlan plan = DayPlan.toForget(DAY, 7, CLOUD);
        DayPlan later = DayPlan.toForget(DAY, 8, CLOUD);
        FileReading reading = new FileReading(daily(3), "org1234567", "cloud", "2025-10", List.of(day(3)), 7);
        FileReading again = new FileReading(daily(3), "org1234567", "cloud", "2025-10", List.of(day(3)), 8);
        assertThat(List.of(InventorySplit.of(plan), InventorySplit.of(later), InventorySplit.of(reading), InventorySplit.of(again),
                        InventorySplit.of(FileReading.ofDays(daily(3), Lake.OCTOBER, 7))))
                .extracting(InventorySplit::splitId).doesNotHaveDuplicates();
    }

    @Test
    void aFieldOfALaterReleaseIsLeftOverAndAnotherVersionRefused() throws Exception {
        byte[] later = "{\"splitId\": \"x\", \"colour\": \"red\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(serializer.deserialize(serializer.getVersion(), later)).isEqualTo(new InventorySplit("x", null, null));
        assertThatThrownBy(() -> serializer.deserialize(99, later)).isInstanceOf(IOException.class).hasMessageContaining("version 99");
    }

    private void assertComesBack(InventorySplit split) throws IOException {
        assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(split))).isEqualTo(split);
    }
}
