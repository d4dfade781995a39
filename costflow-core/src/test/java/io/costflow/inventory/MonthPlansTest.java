package io.costflow.inventory;

import static io.costflow.inventory.Lake.day;
import static io.costflow.inventory.Lake.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.DayPlan;
import io.costflow.day.Grain;
import io.costflow.day.LakeFile;
import io.costflow.day.MonthPlan;
import io.costflow.day.OutputPeriod;
import io.costflow.day.OutputPlan;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.day.PublishedState;
import io.costflow.provider.DayFingerprint;
import io.costflow.provider.MonthOutput;
import io.costflow.provider.Providers;
import io.costflow.provider.aws.Aws;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.OutputSelection;
import io.costflow.settings.Overlap;
import io.costflow.settings.RunSettings;
import io.costflow.settings.RunSettings.Mode;
import io.costflow.settings.SourceSettings;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is planned of a month: all of its days, whatever part of it the window covers, and no file of one that is as it was published. */
class MonthPlansTest {

    private static final String EC2 = "aws-ec2";
    private static final SourceSettings CLOUD = SourceSettings.cloud("org1234567", Aws.TYPE, "cloud", null);
    private static final SourceMonth OCTOBER = new SourceMonth(CLOUD, YearMonth.of(2025, 10));
    private static final OutputPeriod PERIOD = OutputPeriod.of(EC2, Grain.MONTH, OCTOBER.day(day(1)));
    private static final ReferenceSnapshot REFERENCE = SnapshotBuilder.of("org1234567").build();

    @Test
    void daysOutsideTheWindowArePlannedForTheirMonthAlone() {
        PlannedWindow lake = lake(Mode.BOUNDED, List.of("aws", EC2), 2, 3, 31);
        lake.window = Lake.window(3, 4);
        assertThat(lake.plans(7)).allSatisfy(plan -> assertThat(days(plan)).containsExactly(2, 3, 31))
                .extracting(plan -> Lake.dayOfMonth(plan.day().epochDay()) + " " + plan.outputs().stream().map(OutputPlan::output).toList())
                .containsExactlyInAnyOrder("2 [aws-ec2]", "3 [aws, aws-ec2]", "31 [aws-ec2]");
    }

    @Test
    void withoutAnOutputByMonthTheWindowIsAllThereIs() {
        PlannedWindow lake = lake(Mode.BOUNDED, List.of("aws"), 2, 3, 31);
        lake.window = Lake.window(3, 4);
        assertThat(lake.plans(7)).singleElement().satisfies(plan -> assertThat(plan.day().epochDay()).isEqualTo(day(3)));
    }

    @Test
    void aMonthThatIsAsItWasPublishedIsKeptAndNotRead() {
        for (Mode mode : Mode.values()) {
            PlannedWindow lake = lake(mode, List.of(EC2), 2, 3);
            lake.published.put(PERIOD, published(lake(mode, List.of(EC2), 2, 3)));
            List<InventorySplit> work = lake.work(7);
            assertThat(work).as("in " + mode).hasSize(2).allSatisfy(split -> {
                assertThat(month(split.plan()).purpose()).isEqualTo(Purpose.KEEP);
                assertThat(month(split.plan()).month().kept()).isNotNull();
            });
        }
    }

    @Test
    void whenADayOfAKeptMonthChangesTheOthersAreReadOnceAndThenNotAgain() {
        PlannedWindow lake = lake(Mode.CONTINUOUS, List.of(EC2), 2, 3);
        lake.published.put(PERIOD, published(lake(Mode.CONTINUOUS, List.of(EC2), 2, 3)));
        lake.workOff(lake.work(7));

        lake.files.put(OCTOBER, List.of(bill(2), Lake.overwritten(bill(3))));
        List<InventorySplit> first = lake.work(8);
        assertThat(read(first)).containsExactly(bill(2), Lake.overwritten(bill(3)));
        lake.workOff(first);

        lake.files.put(OCTOBER, List.of(bill(2), bill(3)));
        List<InventorySplit> second = lake.work(9);
        assertThat(read(second)).containsExactly(bill(3));
        assertThat(second).filteredOn(split -> split.plan() != null).singleElement().satisfies(split -> assertThat(days(split.plan())).containsExactly(2, 3));
    }

    @Test
    void aDayWhoseFilesAreGoneHoldsTheMonthBackAndThenLeavesIt() {
        PlannedWindow lake = lake(Mode.CONTINUOUS, List.of(EC2), 2, 3);
        lake.workOff(lake.work(7));

        lake.files.put(OCTOBER, List.of(bill(3)));
        assertThat(lake.plans(8)).singleElement().satisfies(plan -> {
            assertThat(month(plan).blocked().reason()).startsWith("All files of the day are gone.");
            assertThat(days(plan)).containsExactly(2, 3);
            assertThat(month(plan).month().days().get(0).inputs()).startsWith("blocked ");
        });

        lake.now = lake.now.plus(PlannedWindow.EMPTY_AFTER);
        assertThat(lake.plans(9)).singleElement().satisfies(plan -> {
            assertThat(month(plan).purpose()).isEqualTo(Purpose.EMPTY);
            assertThat(days(plan)).containsExactly(3);
            assertThat(month(plan).month().emptied()).isTrue();
        });
    }

    @Test
    void aMonthWhoseRowsAnotherProgramHasChangedIsComparedOnceByItsLastDay() {
        PlannedWindow lake = lake(Mode.CONTINUOUS, List.of(EC2), 2, 3);
        lake.workOff(lake.work(7));
        assertThat(lake.plans(8)).isEmpty();

        lake.restore(new RowFindings(Set.of(PERIOD), Map.of(), Set.of(), 1, List.of(), ShadowFindings.NONE));
        assertThat(lake.plans(9)).singleElement().satisfies(plan -> {
            assertThat(plan.day().epochDay()).isEqualTo(day(3));
            assertThat(month(plan).month().rebuild()).isTrue();
        });
        assertThat(lake.plans(10)).isEmpty();
    }

    private static PublishedState published(PlannedWindow lake) {
        MonthPlan plan = month(lake.plans(7).get(0)).month();
        return new PublishedState(DayFingerprint.of(PERIOD, plan, CLOUD, (MonthOutput) Providers.output(EC2), REFERENCE), "checksum");
    }

    private static List<Integer> days(DayPlan plan) {
        return month(plan).month().days().stream().map(day -> Lake.dayOfMonth(day.epochDay())).toList();
    }

    private static OutputPlan month(DayPlan plan) {
        return plan.output(EC2).orElseThrow();
    }

    private static List<LakeFile> read(List<InventorySplit> work) {
        return work.stream().filter(split -> split.reading() != null).map(split -> split.reading().file()).toList();
    }

    private static LakeFile bill(int day) {
        return file(Aws.DAILY.id(), "2025-10-%02d_b_daily_0.parquet".formatted(day));
    }

    private static PlannedWindow lake(Mode mode, List<String> outputs, int... days) {
        RunSettings run = new RunSettings(mode, 1, false, Duration.ZERO, Overlap.WINNER, new OutputSelection(outputs));
        PlannedWindow lake = new PlannedWindow(Lake.WINDOW, run, InventoryCheckpoint.NOTHING);
        lake.files.put(OCTOBER, new ArrayList<>(IntStream.of(days).mapToObj(MonthPlansTest::bill).toList()));
        lake.references.put("org1234567", REFERENCE);
        return lake;
    }
}
