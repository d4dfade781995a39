package io.costflow.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.assembly.Emitted;
import io.costflow.day.Grain;
import io.costflow.day.HeldBack;
import io.costflow.day.MonthPlan;
import io.costflow.day.OutputPeriod;
import io.costflow.day.PublishedState;
import io.costflow.day.SourceDay;
import io.costflow.output.MonthDay.Standing;
import io.costflow.provider.DayFingerprint;
import io.costflow.provider.MonthOutput;
import io.costflow.provider.Providers;
import io.costflow.publish.DayMark;
import io.costflow.publish.PublishInput;
import io.costflow.publish.RowChecksum;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.SourceSettings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a month is emitted, and as what. */
class DueMonthTest {

    private static final LocalDate DAY_2 = LocalDate.of(2025, 10, 2);
    private static final LocalDate DAY_3 = LocalDate.of(2025, 10, 3);
    private static final String SOURCE = "00000000-0000-0000-0000-0000000000aa";
    private static final OutputPeriod OCTOBER = OutputPeriod.of("aws-ec2", Grain.MONTH, SourceDay.of("org1", SOURCE, DAY_2));
    private static final SourceSettings AWS = SourceSettings.cloud("org1", "AWS", SOURCE, BigDecimal.ZERO);
    private static final ReferenceSnapshot REFERENCE = SnapshotBuilder.of("org1").bill(SOURCE, DAY_2, 7).build();
    private static final MonthPlan BOTH = plan(day(DAY_2, "two"), day(DAY_3, "three"));
    /** No instances, and no other resources. */
    private static final byte[] NOTHING = {1, 0, 0, 0, 0, 0, 0, 0, 0};

    private final Map<Long, MonthDay> arrived = new HashMap<>();
    private Emitted before;
    private ReferenceSnapshot reference = REFERENCE;

    @Test
    void aMonthWaitsForAllOfItsDays() {
        assertThat(arrives(computed(DAY_3, "three", 7, BOTH))).isEmpty();
        assertThat(arrives(computed(DAY_2, "two", 7, BOTH))).hasValueSatisfying(due -> {
            assertThat(due.days()).extracting(MonthDay::epochDay).containsExactly(DAY_2.toEpochDay(), DAY_3.toEpochDay());
            assertThat(mark(due).content().checksum()).isEqualTo(RowChecksum.OF_NOTHING);
            assertThat(mark(due).content().fingerprint()).isEqualTo(DayFingerprint.of(OCTOBER, BOTH, AWS, (MonthOutput) Providers.output("aws-ec2"), REFERENCE));
            assertThat(mark(due).basis()).isEqualTo(new DayMark.Basis(7, 2, 6, 5, REFERENCE.revision()));
        });
    }

    @Test
    void aPlanIsEmittedOnceAndADayThatIsAsItWasIsKept() {
        arrives(computed(DAY_2, "two", 7, BOTH));
        long first = arrives(computed(DAY_3, "three", 7, BOTH)).orElseThrow().emitted().revision();
        assertThat(arrives(computed(DAY_3, "three", 7, BOTH))).as("the same once more").isEmpty();

        MonthPlan changed = plan(day(DAY_2, "two"), day(DAY_3, "another"));
        assertThat(arrives(computed(DAY_3, "another", 8, changed))).hasValueSatisfying(due -> assertThat(due.emitted().revision()).isGreaterThan(first));
    }

    @Test
    void aDayWhoseFilesHaveChangedIsWaitedFor() {
        arrives(computed(DAY_2, "two", 7, BOTH));
        arrives(computed(DAY_3, "three", 7, BOTH));
        MonthPlan changed = plan(day(DAY_2, "another"), day(DAY_3, "and this"));
        assertThat(arrives(computed(DAY_3, "and this", 8, changed))).isEmpty();
        assertThat(arrives(computed(DAY_2, "another", 8, changed))).isPresent();
    }

    @Test
    void aDayThatIsGoneLeavesTheMonth() {
        arrives(computed(DAY_2, "two", 7, BOTH));
        arrives(computed(DAY_3, "three", 7, BOTH));
        assertThat(arrives(of(DAY_3, Standing.EMPTY, "nothing", 8, new MonthPlan(List.of(day(DAY_2, "two")), null, true, false), null)))
                .hasValueSatisfying(due -> assertThat(due.days()).hasSize(1));
        assertThat(arrives(of(DAY_2, Standing.EMPTY, "nothing", 9, new MonthPlan(List.of(), null, true, false), null)))
                .as("the last day").hasValueSatisfying(due -> assertThat(mark(due).content().checksum()).isEqualTo(RowChecksum.OF_NOTHING));
    }

    @Test
    void aMonthWithoutDaysOfWhichNoneWasEmptiedIsLeftAlone() {
        assertThat(arrives(of(DAY_3, Standing.EMPTY, "nothing", 7, plan(), null))).isEmpty();
    }

    @Test
    void aDayThatIsHeldBackHoldsBackItsMonthAndIsNamed() {
        arrives(computed(DAY_2, "two", 7, BOTH));
        HeldBack torn = new HeldBack("The file is torn.", "s3://cost/a", null);
        assertThat(arrives(of(DAY_3, Standing.HELD_BACK, "three", 7, BOTH, torn))).hasValueSatisfying(due -> assertThat(mark(due).heldBack())
                .isEqualTo(new HeldBack("Its day 2025-10-03 is held back: The file is torn.", "s3://cost/a", null)));
    }

    @Test
    void aMonthThatIsAsPublishedIsMarkedOnceForEachPlan() {
        MonthPlan kept = BOTH.keeping(new PublishedState("f", "c"));
        assertThat(arrives(of(DAY_2, Standing.AS_PUBLISHED, "two", 7, kept, null))).hasValueSatisfying(due ->
                assertThat(mark(due).content()).isEqualTo(new DayMark.Content("f", "c", 0)));
        assertThat(arrives(of(DAY_3, Standing.AS_PUBLISHED, "three", 7, kept, null))).isEmpty();
    }

    @Test
    void theBillAndOtherReferenceDataCountAndOnlyWhatTheMonthTakes() {
        arrives(computed(DAY_2, "two", 7, BOTH));
        reference = SnapshotBuilder.of("org1").build();
        assertThat(arrives(computed(DAY_3, "three", 7, BOTH))).hasValueSatisfying(due -> assertThat(mark(due).heldBack().reason()).contains("has no bill"));

        reference = SnapshotBuilder.of("org1").bill(SOURCE, DAY_2, 7).build();
        assertThat(again()).as("the bill is there").hasValueSatisfying(due -> assertThat(mark(due).heldBack()).isNull());
        reference = SnapshotBuilder.of("org1").bill(SOURCE, DAY_2, 7).openShiftKeys(List.of("team")).build();
        assertThat(again()).as("a key of OpenShift").isEmpty();
        reference = SnapshotBuilder.of("org1").bill(SOURCE, DAY_2, 7).awsKeys("team").build();
        assertThat(again()).as("a key of AWS").isPresent();
    }

    private MonthDay newest;

    private Optional<DueMonth> arrives(MonthDay day) {
        newest = day;
        if (day.standing() == Standing.EMPTY) {
            arrived.remove(day.epochDay());
        } else {
            arrived.put(day.epochDay(), day);
        }
        return again();
    }

    private Optional<DueMonth> again() {
        Optional<DueMonth> due = DueMonth.of(newest, arrived, before, reference);
        due.ifPresent(month -> before = month.emitted());
        return due;
    }

    private static DayMark mark(DueMonth due) {
        List<PublishInput> outputs = new ArrayList<>();
        due.emit(outputs::add);
        return outputs.get(outputs.size() - 1).mark();
    }

    static MonthPlan plan(MonthPlan.Day... days) {
        return new MonthPlan(List.of(days), null, false, false);
    }

    static MonthPlan.Day day(LocalDate day, String inputs) {
        return new MonthPlan.Day(day.toEpochDay(), inputs);
    }

    static MonthDay computed(LocalDate day, String inputs, long revision, MonthPlan plan) {
        return of(day, Standing.COMPUTED, inputs, revision, plan, null);
    }

    static MonthDay of(LocalDate day, Standing standing, String inputs, long revision, MonthPlan plan, HeldBack heldBack) {
        byte[] contribution = standing == Standing.COMPUTED ? NOTHING : null;
        return new MonthDay(OCTOBER, day.toEpochDay(), standing, revision, AWS, plan, inputs, heldBack, contribution, 1, 3, 5, 0);
    }
}
