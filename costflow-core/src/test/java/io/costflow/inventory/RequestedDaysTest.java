package io.costflow.inventory;

import static io.costflow.inventory.EnumeratorRun.POLL;
import static io.costflow.inventory.Lake.daily;
import static io.costflow.inventory.Lake.hourly;
import static io.costflow.inventory.Lake.overwritten;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPeriod;
import io.costflow.day.Revisions;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.publish.EnsureRequest;
import io.costflow.publish.EnsuredPeriods.Standing;
import io.costflow.settings.DayRange;
import io.costflow.settings.SourceMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days that are asked of a running job: what is planned for them, and when they are answered. */
class RequestedDaysTest {

    private static final String OUTPUT = "openshift";

    private final FakeCatalog catalog = new FakeCatalog(daily(3), hourly(3));
    private final FakeDesk desk = new FakeDesk();
    private final EnumeratorRun run = EnumeratorRun.continuous(catalog, desk, InventoryCheckpoint.NOTHING);
    private int seen;

    @BeforeEach
    void everyDayIsPlannedAndRead() {
        plans();
    }

    @Test
    void aDayThatDidNotChangeIsPlannedAgainAndComparedWithTheTables() throws Exception {
        run.next();
        EnsureRequest request = ask(3, 3);
        poll();
        DayPlan plan = plans().get(0);
        assertThat(plan.rebuild()).isTrue();
        assertThat(plan.referenceRevision()).as("reference data that the day waits for").isEqualTo(FakeDesk.REFERENCE);
        assertThat(plan.revision()).isGreaterThanOrEqualTo(desk.begun.get(request.id()));

        desk.standings.put(period(3), right(plan.revision() - 5));
        poll();
        assertThat(desk.answers).as("answers, as long as the day was compared by older plans only").isEmpty();
        desk.standings.put(period(3), right(plan.revision()));
        poll();
        assertThat(desk.answers).containsExactly("done");
        assertThat(plans()).as("further plans").isEmpty();
    }

    @Test
    void aChangeOfFilesCountsAtOnce() throws Exception {
        catalog.set(daily(3), overwritten(hourly(3)));
        ask(3, 3);
        poll();
        assertThat(run.next()).extracting(text -> text.replaceAll(" @\\d+", "")).containsExactly("plan 3: 2 files", "read pod_usage.2025-10-03.1.0_0.parquet for [3]");
    }

    @Test
    void aDayThatIsRightAlreadyIsNotPlannedAgain() throws Exception {
        ask(3, 3);
        poll();
        long revision = plans().get(0).revision();
        desk.standings.put(period(3), right(revision));
        desk.complete.add(period(3));
        poll();
        ask(3, 3);
        poll();
        poll();
        assertThat(plans()).isEmpty();
        assertThat(desk.answers).containsExactly("done", "done");

        desk.complete.clear();
        ask(3, 3);
        poll();
        assertThat(plans()).as("plans after rows were deleted").hasSize(1);
    }

    @Test
    void daysWithoutFilesAreAnsweredAtOnce() throws Exception {
        ask(10, 14);
        poll();
        poll();
        assertThat(desk.answers).containsExactly("done");
        assertThat(plans()).isEmpty();
    }

    @Test
    void requestsForTheSameDaysShareOnePlan() throws Exception {
        ask(1, 5);
        ask(3, 3);
        poll();
        List<DayPlan> plans = plans();
        assertThat(plans).hasSize(1);
        desk.standings.put(period(3), right(plans.get(0).revision()));
        poll();
        assertThat(desk.answers).containsExactly("done", "done");
    }

    @Test
    void aLaterPlanOfADayThatIsAskedForIsComparedToo() throws Exception {
        ask(3, 3);
        poll();
        plans();
        catalog.set(daily(3), overwritten(hourly(3)));
        run.after(POLL);
        run.after(EnumeratorRun.SETTLE);
        assertThat(plans()).extracting(DayPlan::rebuild).containsOnly(true);
    }

    @Test
    void aDayThatIsHeldBackIsAnsweredByItsLastGoodRevisionWhileTheTablesHoldIt() throws Exception {
        ask(3, 3);
        poll();
        desk.standings.put(period(3), heldBack(plans().get(0).revision()));
        desk.complete.add(period(3));
        poll();
        assertThat(desk.answers).containsExactly("done: The day 2025-10-03 is held back, and the tables hold its last good revision: A file is cut short.");
    }

    @Test
    void aDayThatIsHeldBackAndWhoseRowsAreGoneFails() throws Exception {
        ask(3, 3);
        poll();
        desk.standings.put(period(3), heldBack(plans().get(0).revision()));
        poll();
        assertThat(desk.answers).singleElement().asString().startsWith("failed: The day 2025-10-03 is held back").endsWith("A file is cut short.");
    }

    @Test
    void theRestOfAYoungDeliveryIsWaitedForUnlessKokuHasWrittenAllFiles() throws Exception {
        desk.complete.add(period(3));
        deliverPods();
        ask(3, 3);
        poll();
        desk.standings.put(period(3), heldBack(Long.MAX_VALUE));
        poll();
        assertThat(desk.answers).as("answers while the roll-up may come").isEmpty();
        run.after(RequestedDays.UPLOAD);
        poll();
        assertThat(desk.answers).as("answers after a minute").hasSize(1);

        deliverPods();
        ask(3, 3);
        poll();
        catalog.complete = Set.of(Lake.SOURCE.uuid());
        poll();
        assertThat(desk.answers).as("answers before a poll has read the manifests").hasSize(1);
        run.clock = run.clock.plusMillis(250);
        catalog.at(Revisions.at(run.clock), 0);
        run.after(POLL);
        poll();
        assertThat(desk.answers).as("answers after it").hasSize(2).last().asString().startsWith("done: The day 2025-10-03 is held back");
    }

    /** Pods of a moment ago, without their roll-up. */
    private void deliverPods() {
        LakeFile pods = hourly(3);
        catalog.set(new LakeFile(pods.report(), pods.path(), pods.size(), run.clock.toEpochMilli()));
    }

    @Test
    void whatCannotBeEnsuredFailsWithTheReason() throws Exception {
        desk.ask("aws", 3, 3, run.clock, run.clock.plus(Duration.ofMinutes(30)));
        poll();
        assertThat(desk.answers.get(0)).contains("has no output aws; it has openshift");
        desk.modes.put(Lake.SOURCE.tenant(), Map.of(Lake.SOURCE.uuid(), Map.of("*", SourceMode.SHADOW)));
        ask(3, 3);
        poll();
        assertThat(desk.answers.get(1)).contains("is in mode shadow");
    }

    @Test
    void daysOutsideTheWindowArePlannedReadAndForgotten() throws Exception {
        catalog.window = Lake.window(1, 7);
        catalog.set(daily(3), hourly(3), daily(9), hourly(9));
        run.after(POLL);
        plans();
        desk.ask(OUTPUT, 8, 9, run.clock, run.clock.plus(Duration.ofMinutes(30)));
        poll();
        List<String> work = run.next().stream().map(text -> text.replaceAll(" @\\d+", "")).toList();
        assertThat(work).containsExactlyInAnyOrder(
                "plan 9: 2 files", "read pod_usage.2025-10-09.1.0_0.parquet for [9]", "read pod_usage.2025-10-09.1.0_daily_0.parquet for [9]");
        poll();
        assertThat(desk.answers).as("answers before the day was compared with the tables").isEmpty();
        DayPlan plan = plans().stream().filter(planned -> planned.day().equals(period(9).day())).findFirst().orElseThrow();
        assertThat(plan.rebuild()).isTrue();
        desk.standings.put(period(9), right(plan.revision()));
        poll();
        assertThat(desk.answers).containsExactly("done");

        desk.complete.add(period(9));
        ask(9, 9);
        poll();
        poll();
        assertThat(desk.answers).as("a second request for the day").containsExactly("done", "done");
        assertThat(plans()).isEmpty();

        run.after(Duration.ofSeconds(61));
        assertThat(run.next().stream().map(text -> text.replaceAll(" @\\d+", ""))).containsExactly("plan 9: 0 files FORGET");
    }

    @Test
    void daysThatAreForgottenWhileTheyAreListedForASecondRequestAreComparedForIt() throws Exception {
        windowWithoutDay9();
        ask(9, 9);
        poll();
        desk.standings.put(period(9), right(plans().get(0).revision()));
        poll();
        assertThat(desk.answers).containsExactly("done");
        run.after(Duration.ofSeconds(30));
        plans();

        ask(9, 9);
        catalog.whileListing = () -> {
            catalog.whileListing = () -> {};
            run.after(Duration.ofSeconds(61));
        };
        poll();
        poll();
        assertThat(desk.answers).as("answers before the day was compared again").hasSize(1);
        DayPlan plan = plans().stream().filter(planned -> !planned.isToForget() && planned.day().equals(period(9).day())).findFirst().orElseThrow();
        assertThat(plan.rebuild()).isTrue();
        desk.standings.put(period(9), right(plan.revision()));
        poll();
        assertThat(desk.answers).containsExactly("done", "done");
    }

    @Test
    void aDayThatLeavesTheWindowBeforeItIsComparedIsPlannedOutsideIt() throws Exception {
        ask(3, 3);
        poll();
        plans();
        catalog.window = Lake.window(4, 7);
        run.after(POLL);
        poll();
        assertThat(desk.answers).isEmpty();

        run.after(RequestedDays.AGAIN);
        poll();
        poll();
        assertThat(desk.answers).isEmpty();
        DayPlan plan = plans().stream().filter(planned -> !planned.isToForget() && planned.day().equals(period(3).day())).findFirst().orElseThrow();
        assertThat(plan.rebuild()).isTrue();
        desk.standings.put(period(3), right(plan.revision()));
        poll();
        assertThat(desk.answers).containsExactly("done");
    }

    @Test
    void laterMonthsOutsideTheWindowWaitWhileFilesAreRead() throws Exception {
        windowWithoutDay9();
        EnsureRequest request = ask(9, 9);
        desk.open.set(0, request.between(request.from(), LocalDate.of(2025, 11, 30)));
        poll();
        plans();
        desk.standings.put(period(9), right(Long.MAX_VALUE));
        catalog.set(overwritten(daily(3)), hourly(3), daily(9), hourly(9));
        run.after(POLL);
        run.after(EnumeratorRun.SETTLE);
        poll();
        assertThat(plans()).as("October, while a file of the window is read").extracting(DayPlan::isToForget).doesNotContain(true);
        poll();
        assertThat(plans()).as("October, when November is taken up").extracting(DayPlan::isToForget).contains(true);
    }

    @Test
    void whatEarlierRunsFoundOutAboutFilesOutsideTheWindowIsNotFoundOutAgain() throws Exception {
        LakeFile old = Lake.file(OpenShift.POD_USAGE_DAILY.id(), "pod_usage.1.0_daily_0.parquet");
        catalog.month = new SourceMonth(Lake.SOURCE, YearMonth.of(2025, 11));
        catalog.window = new DayRange(LocalDate.of(2025, 11, 1), LocalDate.of(2025, 11, 7));
        catalog.set();
        run.after(POLL);
        plans();
        catalog.month = Lake.OCTOBER;
        catalog.set(old);
        catalog.remembered.put(old, new TreeSet<>(Set.of(Lake.day(9))));
        ask(9, 9);
        poll();
        assertThat(run.next().stream().map(text -> text.replaceAll(" @\\d+", ""))).first().asString().startsWith("plan 9");
    }

    private void windowWithoutDay9() {
        catalog.window = Lake.window(1, 7);
        catalog.set(daily(3), hourly(3), daily(9), hourly(9));
        run.after(POLL);
        plans();
    }

    @Test
    void daysOfSeveralMonthsOutsideTheWindowAreAnsweredMonthByMonthBehindOtherRequests() throws Exception {
        catalog.window = Lake.window(1, 7);
        catalog.set(daily(3), hourly(3), daily(9), hourly(9));
        run.after(POLL);
        plans();
        EnsureRequest request = ask(9, 9);
        desk.open.set(0, request.between(request.from(), LocalDate.of(2026, 1, 31)));
        ask(3, 3);
        poll();
        assertThat(plans()).extracting(plan -> Lake.dayOfMonth(plan.day().epochDay())).as("days of the window first").containsExactly(3);
        desk.standings.put(period(3), right(Long.MAX_VALUE));
        poll();
        poll();
        assertThat(desk.answers).containsExactly("done");
        assertThat(plans()).extracting(plan -> Lake.dayOfMonth(plan.day().epochDay())).containsExactly(9);
        desk.standings.put(period(9), heldBack(Long.MAX_VALUE));
        desk.complete.add(period(9));
        for (int part = 0; part < 4; part++) {
            poll();
        }
        assertThat(desk.answers.get(1)).startsWith("done: The day 2025-10-09 is held back");
        assertThat(plans()).as("October, when November was taken up").extracting(DayPlan::isToForget).containsExactly(true);
    }

    @Test
    void aRequestExpires() throws Exception {
        ask(3, 3);
        poll();
        run.clock = run.clock.plus(Duration.ofMinutes(30));
        poll();
        assertThat(desk.answers).singleElement().asString().startsWith("failed: The days were not right in the tables by");
    }

    private EnsureRequest ask(int from, int to) {
        return desk.ask(OUTPUT, from, to, run.clock, run.clock.plus(Duration.ofMinutes(30)));
    }

    private void poll() throws Exception {
        run.clock = run.clock.plusMillis(250);
        run.enumerator.pollRequests();
    }

    /** The plans that were handed out since the last call. */
    private List<DayPlan> plans() {
        run.next();
        List<InventorySplit> taken = run.taken(0).subList(seen, run.taken(0).size());
        seen += taken.size();
        return taken.stream().filter(split -> split.plan() != null).map(InventorySplit::plan).toList();
    }

    private static OutputPeriod period(int day) {
        return OutputPeriod.of(OUTPUT, Lake.OCTOBER.day(Lake.day(day)));
    }

    private static Standing right(long planRevision) {
        return new Standing(planRevision, FakeDesk.REFERENCE, true, null, Map.of());
    }

    private static Standing heldBack(long planRevision) {
        return new Standing(planRevision, FakeDesk.REFERENCE, true, "A file is cut short.", Map.of());
    }
}
