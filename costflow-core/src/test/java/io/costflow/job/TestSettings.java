package io.costflow.job;

import io.costflow.scenario.Scenario;
import io.costflow.settings.ContinuousSettings;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.InventorySettings;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.OutputSelection;
import io.costflow.settings.Overlap;
import io.costflow.settings.RunSettings;
import io.costflow.settings.RunSettings.Mode;
import io.costflow.settings.ServeSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import io.costflow.settings.StateSettings;
import io.costflow.testbed.EmbeddedObjectStore;
import io.costflow.testbed.KokuDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** Settings of jobs in tests, which have less patience than those of users. */
final class TestSettings {

    private static final Duration DATABASE_BUDGET = Duration.ofSeconds(20);
    private static final Duration LAKE_BUDGET = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(250);

    /** Longer, since a listing keeps a core busy for a while. */
    private static final Duration POLL_OF_S3 = Duration.ofMillis(400);

    /** Longer than it takes to replace the files of a day, on a busy machine too. */
    private static final Duration SETTLE = Duration.ofMillis(300);

    /** Often enough that a job that restarts has little to do again; a checkpoint costs 50 ms of CPU. */
    private static final Duration CHECKPOINT = Duration.ofSeconds(3);

    private TestSettings() {}

    /** With as many subtasks as {@link JobCluster#SLOTS}. */
    static Settings of(LakeSettings lake, KokuDatabase database, LocalDate from, LocalDate to, List<SourceSettings> sources) {
        return new Settings(
                lake,
                new DatabaseSettings(database.url(), database.user(), database.password(), DATABASE_BUDGET),
                new DayRange(from, to),
                sources,
                RunSettings.bounded(JobCluster.SLOTS, false, LAKE_BUDGET));
    }

    static Settings of(LakeSettings lake, KokuDatabase database, Scenario scenario) {
        return of(lake, database, scenario.window().from(), scenario.window().to(), scenario.sources());
    }

    static Settings of(LakeSettings lake, KokuDatabase database, DayRange window, List<SourceSettings> sources) {
        return of(lake, database, window.from(), window.to(), sources);
    }

    static LakeSettings folder(Path root) {
        return new LakeSettings("file://" + root.toAbsolutePath(), null, null, null, true);
    }

    static LakeSettings bucket(String root, EmbeddedObjectStore store) {
        return bucket(root, store.endpoint(), store);
    }

    /** A lake that is reached through another endpoint than the store's own. */
    static LakeSettings bucket(String root, String endpoint, EmbeddedObjectStore store) {
        return new LakeSettings(root, endpoint, store.accessKey(), store.secretKey(), true);
    }

    static Settings inParallel(int parallelism, Settings settings) {
        return settings.with(settings.run().withParallelism(parallelism));
    }

    static Settings rebuilding(Settings settings) {
        return settings.with(settings.run().withRebuild(true));
    }

    static Settings resolving(Overlap overlap, Settings settings) {
        return settings.with(settings.run().withOverlap(overlap));
    }

    /** A run that publishes these outputs. */
    static Settings publishing(Settings settings, String... outputs) {
        return settings.with(settings.run().withOutputs(new OutputSelection(List.of(outputs))));
    }

    /** A run with another writer of koku's tables of what there is. */
    static Settings keeping(InventorySettings inventory, Settings settings) {
        return settings.with(settings.run().withInventory(inventory));
    }

    /** A run over the same that ends. */
    static Settings bounded(Settings settings) {
        return in(Mode.BOUNDED, settings);
    }

    /**
     * A run that goes on, and polls so often that tests need not wait for it.
     *
     * @param state the folder of its checkpoints
     */
    static Settings continuous(Path state, Settings settings) {
        Duration poll = settings.lake().root().startsWith("s3:") ? POLL_OF_S3 : POLL;
        Settings continuous = polling(poll, SETTLE, in(Mode.CONTINUOUS, settings));
        return continuous.with(new StateSettings("file://" + state.toAbsolutePath(), StateSettings.Backend.HEAP, CHECKPOINT, false));
    }

    /** The same continuous run with another poll interval and settle time. */
    static Settings polling(Duration poll, Duration settle, Settings settings) {
        ContinuousSettings before = settings.continuous();
        return settings.with(before.withPoll(poll).withSettle(settle));
    }

    /** The same continuous run, but days whose files are gone are published empty after another time. */
    static Settings emptyAfter(Duration time, Settings settings) {
        ContinuousSettings before = settings.continuous();
        return settings.with(before.withEmptyAfter(time));
    }

    /** The same continuous run, but rows are counted and put back after other times. */
    static Settings restoring(Duration recount, Duration restoreAfter, Settings settings) {
        return settings.with(settings.continuous().restoring(recount, restoreAfter));
    }

    /** The same run beside, or in the place of, Trino. */
    static Settings serving(ServeSettings serve, Settings settings) {
        return settings.with(serve);
    }

    /** The sources are left to koku's own tables. */
    static Settings discovering(Settings settings) {
        return new Settings(
                settings.lake(), settings.database(), settings.window(), List.of(), settings.run(), settings.continuous(), settings.state(), settings.defaults(),
                settings.serve(), settings.tenants());
    }

    /** The same run over another database. */
    static Settings in(KokuDatabase database, Settings settings) {
        return settings.with(new DatabaseSettings(database.url(), database.user(), database.password(), settings.database().outageBudget()));
    }

    /** How long the lake and the database are waited for. */
    static Settings waiting(Duration lake, Duration database, Settings settings) {
        DatabaseSettings before = settings.database();
        return settings.with(new DatabaseSettings(before.url(), before.user(), before.password(), database)).with(settings.run().withReadBudget(lake));
    }

    private static Settings in(Mode mode, Settings settings) {
        return settings.with(settings.run().withMode(mode));
    }
}
