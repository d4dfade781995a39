package io.costflow.output;

import static io.costflow.assembly.PlannedDay.DAILY;
import static io.costflow.assembly.PlannedDay.DAY;
import static io.costflow.assembly.PlannedDay.OPENSHIFT;
import static io.costflow.assembly.PlannedDay.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.PlannedDay;
import io.costflow.day.Contribution;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPeriod;
import io.costflow.day.OutputPlan;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.day.PublishedState;
import io.costflow.provider.HeldBackException;
import io.costflow.publish.Column;
import io.costflow.publish.DayMark;
import io.costflow.publish.DayMark.Basis;
import io.costflow.publish.DayMark.Content;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishInput;
import io.costflow.publish.RowChecksum;
import io.costflow.publish.Table;
import io.costflow.settings.Overlap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a complete day leads to by the purpose of its plan, whatever the output. */
class DayOutcomeTest {

    private static final OutputPeriod PERIOD = OutputPeriod.of(OPENSHIFT, DAY);
    private static final OutputPlan OUTPUT = OutputPlan.of(OPENSHIFT).publishedAs(new PublishedState("published", "sum"));
    private static final Contribution READ = new Contribution(DAY, 7, DAILY, 1, true, 3, new byte[] {1}, null);
    private static final HeldBack PROBLEM = HeldBack.because("The table of bills is empty.");
    private static final byte[] FACTS = {42};

    private final List<PublishInput> rows = new ArrayList<>();

    /**
     * Writes one row per file.
     *
     * @param missing why the day cannot be computed although its files are there, or null
     * @param refusal why the files cannot be computed from, or null
     * @param good the day as it could be computed last, or null
     */
    private record Rows(HeldBack missing, HeldBack refusal, CompleteDay good) implements DayOutcome.Computation {

        private static final Table<LakeFile> TABLE = new Table<>("table", "id", null, List.of(Column.text("id", LakeFile::name)));

        Rows() {
            this(null, null);
        }

        Rows(HeldBack missing, HeldBack refusal) {
            this(missing, refusal, null);
        }

        @Override
        public CompleteDay day() {
            return good;
        }

        @Override
        public Optional<Rows> lastGood() {
            return Optional.ofNullable(good).map(day -> new Rows(null, refusal, good));
        }

        @Override
        public Optional<HeldBack> problem() {
            return Optional.ofNullable(missing);
        }

        @Override
        public String fingerprint() {
            return "computed";
        }

        @Override
        public String fingerprintOfNothing() {
            return "nothing";
        }

        @Override
        public long newestFileOfOthers() {
            return 500;
        }

        @Override
        public byte[] write(List<Contribution> files, DayWriter writer) {
            if (refusal != null) {
                throw new HeldBackException(refusal);
            }
            files.forEach(file -> writer.write(TABLE, file.file()));
            return FACTS;
        }
    }

    @Test
    void aDayIsComputedAndPublished() {
        DayOutcome outcome = outcome(plan(OUTPUT, DAILY), new Rows(), READ);

        assertThat(rows).singleElement().satisfies(batch -> assertThat(batch.rows().period()).isEqualTo(PERIOD));
        assertThat(outcome.standing()).isEqualTo(ClusterDay.Standing.COMPUTED);
        assertThat(outcome.fingerprint()).isEqualTo("computed");
        assertThat(outcome.facts()).isEqualTo(FACTS);
        assertThat(outcome.mark()).isEqualTo(
                DayMark.of(PERIOD, 9, new Content("computed", outcome.mark().content().checksum(), 1), new Basis(7, 1, 3, 500)).ofCluster("my-cluster"));
    }

    @Test
    void aDayThatOnlySuppliesOthersIsComputedAndNotPublished() {
        DayOutcome outcome = outcome(plan(OUTPUT.to(Purpose.SUPPLY), DAILY), new Rows(), READ);

        assertThat(rows).isEmpty();
        assertThat(outcome).isEqualTo(new DayOutcome(ClusterDay.Standing.COMPUTED, null, "computed", null, FACTS));
    }

    @Test
    void aDayThatOnlySuppliesOthersIsHeldBackWithoutAMark() {
        DayPlan plan = plan(OUTPUT.to(Purpose.SUPPLY), DAILY);
        DayOutcome heldBack = new DayOutcome(ClusterDay.Standing.HELD_BACK, null, null, PROBLEM, null);

        assertThat(outcome(plan, new Rows(PROBLEM, null), READ)).isEqualTo(heldBack);
        assertThat(outcome(plan, new Rows(null, PROBLEM), READ)).isEqualTo(heldBack);
        assertThat(outcome(plan(OUTPUT.to(Purpose.SUPPLY).blockedBy(PROBLEM), DAILY), new Rows())).isEqualTo(heldBack);
    }

    @Test
    void aDayThatCannotBeComputedIsHeldBack() {
        DayMark mark = DayMark.heldBack(PERIOD, 9, new Basis(7, 1, 3, DAILY.modified()), PROBLEM).ofCluster("my-cluster");
        for (Rows computation : List.of(new Rows(PROBLEM, null), new Rows(null, PROBLEM))) {
            assertThat(outcome(plan(OUTPUT, DAILY), computation, READ))
                    .isEqualTo(new DayOutcome(ClusterDay.Standing.HELD_BACK, mark, null, PROBLEM, null));
        }
        assertThat(rows).isEmpty();
    }

    @Test
    void aDayThatIsHeldBackHasTheRowsOfItsLastGoodRevisionIfItIsToBeComparedWithTheTables() {
        CompleteDay good = new CompleteDay(PlannedDay.of(DAY, 5, PlannedDay.CLUSTER, List.of(DAILY), OUTPUT), OPENSHIFT, 9, List.of(READ), null);
        OutputPlan blocked = OUTPUT.blockedBy(PROBLEM);

        DayOutcome unasked = outcome(plan(blocked, DAILY), new Rows(null, null, good));
        assertThat(rows).isEmpty();
        assertThat(unasked.mark().lastGood()).isNull();
        assertThat(unasked.facts()).as("what clouds need of it").isEqualTo(FACTS);

        DayPlan compared = new DayPlan(DAY, 7, PlannedDay.CLUSTER, List.of(DAILY), Overlap.WINNER, true, List.of(blocked));
        DayOutcome outcome = outcome(compared, new Rows(null, null, good));
        assertThat(outcome.heldBack()).isEqualTo(PROBLEM);
        assertThat(outcome.fingerprint()).isEqualTo("computed");
        assertThat(outcome.mark().rows()).isEqualTo(1);
        assertThat(outcome.mark().lastGood().basis()).isEqualTo(new Basis(5, 1, 3, 500));
        assertThat(rows).singleElement().satisfies(batch -> assertThat(batch.rows().revision()).isEqualTo(9));

        rows.clear();
        assertThat(outcome(compared, new Rows(null, PROBLEM, good)).mark().lastGood()).as("rows that cannot be computed either").isNull();
        assertThat(rows).isEmpty();
    }

    @Test
    void aDayIsKeptAsItWasPublishedWithoutComputingIt() {
        DayMark mark = DayMark.of(PERIOD, 9, new Content("published", "sum", 0), new Basis(7, 1, 0, DAILY.modified())).ofCluster("my-cluster");

        assertThat(outcome(plan(OUTPUT.to(Purpose.KEEP), DAILY), new Rows(PROBLEM, PROBLEM)))
                .isEqualTo(new DayOutcome(ClusterDay.Standing.AS_PUBLISHED, mark, "published", null, null));
    }

    @Test
    void aDayThatIsBlockedIsHeldBackInsteadOfKept() {
        DayOutcome outcome = outcome(plan(OUTPUT.to(Purpose.KEEP).blockedBy(PROBLEM), DAILY), new Rows());

        assertThat(outcome.standing()).isEqualTo(ClusterDay.Standing.HELD_BACK);
        assertThat(outcome.mark().heldBack()).isEqualTo(PROBLEM);
    }

    @Test
    void aDayIsEmptiedEvenIfItCouldNotBeComputed() {
        DayMark mark = DayMark.of(PERIOD, 9, new Content("nothing", RowChecksum.OF_NOTHING, 0), new Basis(7, 0, 0, 0)).ofCluster("my-cluster");

        assertThat(outcome(plan(OUTPUT.to(Purpose.EMPTY)), new Rows(PROBLEM, PROBLEM)))
                .isEqualTo(new DayOutcome(ClusterDay.Standing.GONE, mark, "nothing", null, null));
    }

    @Test
    void anOutputThatThePlanDoesNotNameIsForgotten() {
        DayOutcome gone = new DayOutcome(ClusterDay.Standing.GONE, null, null, null, null);

        assertThat(outcome(DayPlan.toForget(DAY, 7, PlannedDay.CLUSTER), new Rows())).isEqualTo(gone);
        assertThat(outcome(plan(OUTPUT.to(Purpose.FORGET), DAILY), new Rows(PROBLEM, PROBLEM), unreadable(7, DAILY, "It is cut.")))
                .as("whatever is wrong with it").isEqualTo(gone);
    }

    @Test
    void aDayWithoutFilesIsGone() {
        assertThat(outcome(plan(OUTPUT), new Rows())).isEqualTo(new DayOutcome(ClusterDay.Standing.GONE, null, null, null, null));
    }

    @Test
    void everyMarkOfARebuildSaysSo() {
        for (OutputPlan output : List.of(OUTPUT, OUTPUT.to(Purpose.KEEP), OUTPUT.to(Purpose.EMPTY), OUTPUT.blockedBy(PROBLEM))) {
            DayPlan rebuilt = new DayPlan(DAY, 7, PlannedDay.CLUSTER, List.of(DAILY), Overlap.WINNER, true, List.of(output));
            assertThat(outcome(rebuilt, new Rows(), READ).mark().rebuild()).as("%s", output).isTrue();
        }
    }

    private static DayPlan plan(OutputPlan output, LakeFile... files) {
        return PlannedDay.of(DAY, 7, PlannedDay.CLUSTER, List.of(files), output);
    }

    /** The outcome of a day at revision 9. */
    private DayOutcome outcome(DayPlan plan, Rows computation, Contribution... contributions) {
        return DayOutcome.of(new CompleteDay(plan, OPENSHIFT, 9, List.of(contributions), null), computation, rows::add);
    }
}
