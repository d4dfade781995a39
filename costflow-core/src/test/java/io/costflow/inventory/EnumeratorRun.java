package io.costflow.inventory;

import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.day.Revisions;
import io.costflow.inventory.FileOutcome.Ending;
import io.costflow.provider.Layouts;
import io.costflow.provider.Providers;
import io.costflow.publish.WriteRule;
import io.costflow.settings.ContinuousSettings;
import io.costflow.settings.OutputSelection;
import io.costflow.settings.Overlap;
import io.costflow.settings.RunSettings;
import io.costflow.settings.RunSettings.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** An enumerator, and readers that a test moves by hand. */
final class EnumeratorRun {

    static final Duration POLL = Duration.ofSeconds(30);
    static final Duration SETTLE = Duration.ofSeconds(60);

    final FakeEnumeratorContext context = new FakeEnumeratorContext();
    final InventoryEnumerator enumerator;
    final InventoryState state;
    final List<String> warnings = new ArrayList<>();
    Instant clock = Revisions.instant(2000);
    private int done;
    private final Map<LakeFile, int[]> contents = new HashMap<>();

    EnumeratorRun(InventoryCatalog catalog) {
        this(catalog, RunSettings.bounded(1, false, Duration.ZERO), InventoryCheckpoint.NOTHING);
    }

    EnumeratorRun(InventoryCatalog catalog, RunSettings run, InventoryCheckpoint checkpoint) {
        this(catalog, RequestDesk.NONE, run, checkpoint);
    }

    private EnumeratorRun(InventoryCatalog catalog, RequestDesk desk, RunSettings run, InventoryCheckpoint checkpoint) {
        ContinuousSettings continuous = ContinuousSettings.DEFAULTS.withPoll(POLL).withSettle(SETTLE);
        clock = run.isContinuous() ? Instant.ofEpochSecond(1_000_000_000) : clock;
        InventoryPace pace = new InventoryPace(run, continuous, () -> clock, action -> Ticks.none());
        state = new InventoryState(pace, Layouts.ofAll(), checkpoint);
        enumerator = new InventoryEnumerator(context, catalog, pace, state, desk, WriteRule.ALWAYS, warnings::add);
        context.register(0);
        context.register(1);
        enumerator.start();
    }

    /** A run that goes on, whose window was looked at once, long after its files were written. */
    static EnumeratorRun continuous(InventoryCatalog catalog, InventoryCheckpoint checkpoint) {
        return continuous(catalog, RequestDesk.NONE, checkpoint);
    }

    /** The same, whose requests for days come from a desk. */
    static EnumeratorRun continuous(InventoryCatalog catalog, RequestDesk desk, InventoryCheckpoint checkpoint) {
        EnumeratorRun run = new EnumeratorRun(catalog, desk, new RunSettings(Mode.CONTINUOUS, 1, false, Duration.ZERO, Overlap.WINNER, OutputSelection.DEFAULT), checkpoint);
        run.context.runCalls();
        return run;
    }

    /** Time passes; what is due is done. */
    EnumeratorRun after(Duration time) {
        clock = clock.plus(time);
        enumerator.tick();
        context.runCalls();
        return this;
    }

    /** A run whose window was looked at. */
    static EnumeratorRun looked(InventoryCatalog catalog) {
        EnumeratorRun run = new EnumeratorRun(catalog);
        run.context.runCalls();
        return run;
    }

    /** The reader asks for work; null when there is none now. */
    InventorySplit take(int reader) {
        int before = taken(reader).size();
        enumerator.handleSplitRequest(reader, "localhost");
        return taken(reader).size() == before ? null : taken(reader).get(before);
    }

    /** Everything that was handed to the reader. */
    List<InventorySplit> taken(int reader) {
        return context.assigned.getOrDefault(reader, List.of());
    }

    /** The split ended well; of a file, with line items of these days of October. */
    void end(InventorySplit split, int... daysOfMonth) {
        end(split, Ending.READ, daysOfMonth);
    }

    void end(InventorySplit split, Ending ending, int... daysOfMonth) {
        List<Long> days = LongStream.range(0, daysOfMonth.length).map(i -> Lake.day(daysOfMonth[(int) i])).boxed().toList();
        FileOutcome outcome = new FileOutcome(split.splitId(), split.reading(), split.plan() != null ? Ending.PASSED_ON : ending, days, problem(split, ending));
        enumerator.handleSourceEvent(0, new EndedSplits(List.of(outcome), 0));
    }

    private static HeldBack problem(InventorySplit split, Ending ending) {
        boolean failed = ending == Ending.UNREACHABLE || ending == Ending.FAILED;
        return failed && split.reading() != null ? new HeldBack("It cannot be read.", split.reading().file().path(), null) : null;
    }

    /** The file has line items of these days of October, whatever its name says. */
    EnumeratorRun contents(LakeFile file, int... daysOfMonth) {
        contents.put(file, daysOfMonth);
        return this;
    }

    /** One reader takes everything there is. Returns what it took, as text. */
    List<String> workOff() {
        List<String> texts = new ArrayList<>();
        for (InventorySplit split = take(0); split != null; split = take(0)) {
            texts.add(text(split));
            end(split, split.reading() == null ? new int[0] : contents(split.reading().file()));
        }
        return texts;
    }

    /** One reader takes everything there is, also what it was given while it waited. Returns what it took, as text. */
    List<String> next() {
        List<String> texts = new ArrayList<>();
        while (done < taken(0).size() || take(0) != null) {
            InventorySplit split = taken(0).get(done++);
            texts.add(text(split));
            end(split, split.reading() == null ? new int[0] : contents(split.reading().file()));
        }
        return texts;
    }

    private int[] contents(LakeFile file) {
        int[] said = Providers.ofReport(file.report()).fileNames().day(file.name()).map(day -> new int[] {day.getDayOfMonth()}).orElse(new int[0]);
        return contents.getOrDefault(file, said);
    }

    boolean toldNoMore(int reader) {
        return context.toldNoMore.contains(reader);
    }

    /** What a split asks for. */
    static String text(InventorySplit split) {
        if (split.plan() != null) {
            DayPlan plan = split.plan();
            String outputs = plan.isToForget() ? " " + Purpose.FORGET : plan.outputs().stream()
                    .filter(output -> output.purpose() != Purpose.COMPUTE)
                    .map(output -> " " + output.purpose())
                    .collect(Collectors.joining());
            return "plan " + Lake.dayOfMonth(plan.day().epochDay()) + " @" + plan.revision()
                    + (plan.outputs().stream().anyMatch(output -> output.blocked() != null) ? ": blocked" : ": " + plan.files().size() + " files")
                    + outputs;
        }
        FileReading reading = split.reading();
        if (reading.isOfDays()) {
            return "days of " + reading.file().name() + " @" + reading.revision();
        }
        return "read " + reading.file().name() + " for " + reading.days().stream().map(Lake::dayOfMonth).toList() + " @" + reading.revision();
    }
}
