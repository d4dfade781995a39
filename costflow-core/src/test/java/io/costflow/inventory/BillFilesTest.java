package io.costflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.LakeFile;
import io.costflow.inventory.FileOutcome.Ending;
import io.costflow.provider.aws.Aws;
import io.costflow.random.RandomCases;
import io.costflow.random.RandomValues;
import io.costflow.settings.OutputSelection;
import io.costflow.settings.RunSettings;
import io.costflow.settings.RunSettings.Mode;
import io.costflow.settings.SourceSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A day of a bill is planned from all files that have line items of it, whatever their names say. */
class BillFilesTest {

    private static final SourceSettings ACCOUNT =
            SourceSettings.cloud("org1234567", Aws.TYPE, "00000000-0000-0000-0000-000000000002", null);
    private static final SourceMonth OCTOBER = new SourceMonth(ACCOUNT, YearMonth.of(2025, 10));
    private static final OutputSelection SUMMARY = new OutputSelection(List.of("aws"));
    private static final RunSettings BOUNDED = RunSettings.bounded(1, false, Duration.ZERO).withOutputs(SUMMARY);
    private static final LakeFile OF_2 = bill(2, 2, 0);
    private static final LakeFile OF_5 = bill(5, 3, 0);

    @Test
    void aFileNamedOutsideTheWindowCountsForItsDaysInTheWindow() {
        FakeCatalog catalog = catalog(2, 3, OF_2, OF_5);
        EnumeratorRun run = bounded(catalog).contents(OF_5, 2, 5);
        assertThat(run.workOff()).containsExactly(
                "days of " + OF_2.name() + " @1000", "days of " + OF_5.name() + " @1000",
                "plan 2 @2000: 2 files", "read " + OF_2.name() + " for [2] @2000", "read " + OF_5.name() + " for [2] @2000");
    }

    @Test
    void aRunOpensNoFileWhoseDaysAnEarlierOneFoundOut() {
        FakeCatalog catalog = catalog(2, 3, OF_2, OF_5);
        EnumeratorRun first = bounded(catalog).contents(OF_5, 2, 5);
        first.workOff();
        first.context.runCalls();
        assertThat(first.toldNoMore(0)).as("once what was found out is remembered").isTrue();

        assertThat(bounded(catalog).take(0)).extracting(EnumeratorRun::text).isEqualTo("plan 2 @1000: 2 files");

        LakeFile again = Lake.overwritten(OF_5);
        catalog.set(OF_2, again);
        EnumeratorRun changed = bounded(catalog);
        assertThat(changed.workOff()).as("the file that changed has no line items of the window now").containsExactly(
                "days of " + again.name() + " @1000", "plan 2 @2000: 1 files", "read " + OF_2.name() + " for [2] @2000");
        changed.context.runCalls();
        assertThat(catalog.remembered).containsOnlyKeys(OF_2, again);
    }

    @Test
    void aLateRowChangesItsDayInARunThatKeepsUp() {
        FakeCatalog catalog = catalog(2, 3, OF_2);
        EnumeratorRun run = continuous(catalog);
        assertThat(run.next()).containsExactly(
                "days of " + OF_2.name() + " @1000", "plan 2 @1000000000000000: 1 files", "read " + OF_2.name() + " for [2] @1000000000000000");

        catalog.set(OF_2, OF_5);
        run.contents(OF_5, 2, 5).after(EnumeratorRun.POLL);
        assertThat(run.next()).as("its days are found out while it settles").singleElement().asString().startsWith("days of " + OF_5.name());
        run.after(EnumeratorRun.SETTLE);
        assertThat(run.next()).extracting(text -> text.replaceAll(" @\\d+", "")).containsExactly("plan 2: 2 files", "read " + OF_5.name() + " for [2]");
    }

    @Test
    void aFileWithoutLineItemsStaysWithTheDayOfItsName() {
        EnumeratorRun run = bounded(catalog(2, 3, OF_2, OF_5)).contents(OF_2).contents(OF_5);
        assertThat(run.workOff()).containsExactly(
                "days of " + OF_2.name() + " @1000", "days of " + OF_5.name() + " @1000", "plan 2 @2000: 1 files", "read " + OF_2.name() + " for [2] @2000");
    }

    @Test
    void aFileThatCannotBeOpenedHoldsBackTheDayOfItsNameOnly() {
        for (Ending ending : List.of(Ending.FAILED, Ending.UNREACHABLE)) {
            EnumeratorRun run = bounded(catalog(1, 31, OF_2, OF_5));
            run.end(run.take(0), ending);
            assertThat(run.workOff()).containsExactly(
                    "days of " + OF_5.name() + " @1000",
                    "plan 2 @2000: 1 files", "read " + OF_2.name() + " for [2] @2000", "plan 5 @2000: 1 files", "read " + OF_5.name() + " for [5] @2000");
            run.context.runCalls();
        }
    }

    @Test
    void aFileThatCannotBeOpenedIsNotRemembered() {
        FakeCatalog catalog = catalog(1, 31, OF_2, OF_5);
        EnumeratorRun run = bounded(catalog);
        run.end(run.take(0), Ending.FAILED);
        for (InventorySplit split = run.take(0); split != null; split = run.take(0)) {
            run.end(split, split.reading() != null && split.reading().file().equals(OF_2) ? Ending.FAILED : Ending.READ, 5);
        }
        run.context.runCalls();
        assertThat(catalog.remembered).containsOnlyKeys(OF_5);
    }

    /** Chunks, batches, manifests, empty files, undated names, and line items of any days: what a window shows of a day does not depend on the window. */
    @Test
    void aDayIsPlannedFromTheFilesThatHaveLineItemsOfItInAnyWindow() {
        RandomCases.check(300, values -> {
            Map<LakeFile, int[]> contents = contents(values);
            int from = values.between(1, 31);
            FakeCatalog catalog = catalog(from, values.between(from, 31), contents.keySet().toArray(LakeFile[]::new));
            SortedMap<Integer, Set<LakeFile>> expected = new TreeMap<>();
            contents.forEach((file, days) -> IntStream.of(days.length == 0 ? dayOfName(file) : days)
                    .filter(day -> catalog.window.from().getDayOfMonth() <= day && day <= catalog.window.to().getDayOfMonth())
                    .forEach(day -> expected.computeIfAbsent(day, d -> new HashSet<>()).add(file)));

            assertThat(planned(bounded(catalog), contents)).as("first run").isEqualTo(expected);
            catalog.remembered.keySet().removeIf(file -> values.chance(0.3));
            assertThat(planned(bounded(catalog), contents)).as("a run that some of it was remembered for").isEqualTo(expected);
            assertThat(planned(continuous(catalog), contents)).as("a run that keeps up").isEqualTo(expected);
        });
    }

    private static Map<LakeFile, int[]> contents(RandomValues values) {
        Map<LakeFile, int[]> contents = new HashMap<>();
        int files = values.between(0, 6);
        for (int i = 0; i < files; i++) {
            int named = values.between(1, 31);
            LakeFile file = values.chance(0.2) ? Lake.file(Aws.DAILY.id(), "bill-" + i + "_daily_0.parquet") : bill(named, values.between(1, 3), i);
            Set<Integer> days = new HashSet<>(values.list(0, 3, () -> values.between(1, 31)));
            if (values.chance(0.5)) {
                days.add(named);
            }
            contents.put(file, days.stream().mapToInt(Integer::intValue).toArray());
        }
        return contents;
    }

    private static int[] dayOfName(LakeFile file) {
        return Aws.PROVIDER.fileNames().day(file.name()).map(day -> new int[] {day.getDayOfMonth()}).orElse(new int[0]);
    }

    /** The files of the last plan of each day. */
    private static SortedMap<Integer, Set<LakeFile>> planned(EnumeratorRun run, Map<LakeFile, int[]> contents) {
        contents.forEach(run::contents);
        List<String> work = new ArrayList<>();
        do {
            work = run.next();
            run.context.runCalls();
        } while (!work.isEmpty());
        return new TreeMap<>(run.taken(0).stream()
                .filter(split -> split.plan() != null)
                .map(InventorySplit::plan)
                .collect(Collectors.toMap(plan -> plan.day().day().getDayOfMonth(), plan -> Set.copyOf(plan.files()), (earlier, later) -> later)));
    }

    private static FakeCatalog catalog(int from, int to, LakeFile... files) {
        FakeCatalog catalog = new FakeCatalog(files);
        catalog.month = OCTOBER;
        catalog.window = Lake.window(from, to);
        return catalog;
    }

    private static EnumeratorRun bounded(FakeCatalog catalog) {
        EnumeratorRun run = new EnumeratorRun(catalog, BOUNDED, InventoryCheckpoint.NOTHING);
        run.context.runCalls();
        return run;
    }

    private static EnumeratorRun continuous(FakeCatalog catalog) {
        EnumeratorRun run = new EnumeratorRun(catalog, BOUNDED.withMode(Mode.CONTINUOUS), InventoryCheckpoint.NOTHING);
        run.clock = Instant.ofEpochSecond(1_000_000_000);
        run.context.runCalls();
        return run;
    }

    private static LakeFile bill(int day, int manifest, int chunk) {
        return Lake.file(Aws.DAILY.id(), "2025-10-%02d_manifestid-%d_basefile-x_batch-0_daily_%d.parquet".formatted(day, manifest, chunk));
    }
}
