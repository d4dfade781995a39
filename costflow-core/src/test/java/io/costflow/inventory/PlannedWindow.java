package io.costflow.inventory;

import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPeriod;
import io.costflow.day.PublishedState;
import io.costflow.provider.Layouts;
import io.costflow.provider.Providers;
import io.costflow.provider.WantedOutputs;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.ContinuousSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.OutputSelection;
import io.costflow.settings.Overlap;
import io.costflow.settings.RunSettings;
import io.costflow.settings.RunSettings.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A window whose files a test lays out, and what is planned of it. */
final class PlannedWindow {

    static final Duration EMPTY_AFTER = Duration.ofHours(1);
    static final Duration POLL = Duration.ofSeconds(30);

    final Map<SourceMonth, List<LakeFile>> files = new LinkedHashMap<>();
    final Map<SourceMonth, String> failed = new LinkedHashMap<>();
    final Map<OutputPeriod, PublishedState> published = new HashMap<>();
    final Map<String, ReferenceSnapshot> references = new HashMap<>();
    final InventoryState state;
    private final WantedOutputs outputs;
    DayRange window;
    Instant now = Instant.ofEpochSecond(1_000_000);
    private WindowView view = WindowView.NOTHING;
    private InventoryCatalog.Look look;

    PlannedWindow(DayRange window, Mode mode, boolean rebuild, InventoryCheckpoint checkpoint) {
        this(window, new RunSettings(mode, 1, rebuild, Duration.ZERO, Overlap.WINNER, OutputSelection.DEFAULT), checkpoint);
    }

    PlannedWindow(DayRange window, RunSettings run, InventoryCheckpoint checkpoint) {
        this.window = window;
        this.outputs = new WantedOutputs(run);
        ContinuousSettings continuous = ContinuousSettings.DEFAULTS.withPoll(POLL).withSettle(Duration.ZERO).withEmptyAfter(EMPTY_AFTER);
        state = new InventoryState(new InventoryPace(run, continuous, () -> now, action -> Ticks.none()), Layouts.ofAll(), checkpoint);
    }

    static PlannedWindow bounded(DayRange window) {
        return new PlannedWindow(window, Mode.BOUNDED, false, InventoryCheckpoint.NOTHING);
    }

    static PlannedWindow continuous(DayRange window) {
        return new PlannedWindow(window, Mode.CONTINUOUS, false, InventoryCheckpoint.NOTHING);
    }

    /** The files of clouds have line items of the day that their name says. */
    private void date(SourceMonth month) {
        for (LakeFile file : state.inventory().undated(month)) {
            Providers.of(month.source()).fileNames().day(file.name())
                    .ifPresent(day -> state.inventory().read(month, file, new TreeSet<>(Set.of(day.toEpochDay()))));
        }
    }

    /** Looks, and plans at a revision. */
    List<DayPlan> plans(long revision) {
        look();
        return state.plans(view, view.months().values(), revision, now);
    }

    /** Looks, and makes the work of the plans. */
    List<InventorySplit> work(long revision) {
        return state.work(plans(revision));
    }

    /** Everything that is planned is passed on, and read. */
    void workOff(List<InventorySplit> work) {
        for (InventorySplit split : work) {
            state.begin(split);
            if (split.reading() != null) {
                FileReading reading = split.reading();
                FileOutcome outcome = new FileOutcome(split.splitId(), reading, FileOutcome.Ending.READ, reading.days(), null);
                state.ended(outcome, view.month(reading).orElseThrow(), now);
            }
        }
    }

    /** Rows were counted. */
    void restore(RowFindings rows) {
        state.restore(rows, view);
    }

    List<DayPlan> forgotten(long revision) {
        look();
        return state.forgotten(view, revision, Set.of());
    }

    WindowWarnings warnings() {
        look();
        return WindowWarnings.of(view, look, state.inventory(), outputs, true);
    }

    private void look() {
        look = new InventoryCatalog.Look(
                window, new Listing(now, Map.copyOf(files), Map.copyOf(failed)), new PublishedDays(view.isNothing() ? Map.copyOf(published) : Map.of(), 1, Map.of()), references);
        view = view.after(look);
        state.looked(look, Map.of(), view);
        files.keySet().forEach(this::date);
        files.keySet().stream().filter(state.inventory()::knows).forEach(month -> state.inventory().settle(month, now));
    }
}
