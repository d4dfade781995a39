package io.costflow.job;

import io.costflow.demo.EmbeddedObjectStore;
import io.costflow.demo.KokuDatabase;
import io.costflow.scenario.Scenario;
import io.costflow.settings.ContinuousSettings;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.Overlap;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import io.costflow.settings.StateSettings;
import io.costflow.settings.DayRange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** Settings of jobs in tests, which have less patience than those of users. */
final class TestSettings {

    private static final Duration DATABASE_BUDGET = Duration.ofSeconds(20);
    private static final Duration LAKE_BUDGET = Duration.ofSeconds(10);

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
        return with(RunSettings.bounded(parallelism, settings.run().rebuild(), settings.run().readBudget()), settings);
    }

    static Settings rebuilding(Settings settings) {
        return with(RunSettings.bounded(settings.run().parallelism(), true, settings.run().readBudget()), settings);
    }

    /** The sources are left to koku's own tables. */
    static Settings discovering(Settings settings) {
        return new Settings(settings.lake(), settings.database(), settings.window(), List.of(), settings.run());
    }

    /**
     * A run that goes on, and looks and settles in a second.
     *
     * @param state the folder of its checkpoints
     */
    static Settings continuous(Path state, Settings settings) {
        RunSettings run = settings.run();
        return new Settings(
                settings.lake(),
                settings.database(),
                settings.window(),
                settings.sources(),
                new RunSettings(RunSettings.Mode.CONTINUOUS, run.parallelism(), run.rebuild(), run.readBudget(), run.overlap()),
                new ContinuousSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofHours(1)),
                new StateSettings("file://" + state.toAbsolutePath(), StateSettings.Backend.HEAP, Duration.ofSeconds(1), false));
    }

    /** The same continuous run, but days whose files are gone are published empty after another time. */
    static Settings emptyAfter(Duration time, Settings settings) {
        ContinuousSettings before = settings.continuous();
        return new Settings(
                settings.lake(),
                settings.database(),
                settings.window(),
                settings.sources(),
                settings.run(),
                new ContinuousSettings(before.poll(), before.settle(), time, before.outageBudget()),
                settings.state());
    }

    /** A run over the same that ends. */
    static Settings bounded(Settings settings) {
        RunSettings run = settings.run();
        return with(new RunSettings(RunSettings.Mode.BOUNDED, run.parallelism(), run.rebuild(), run.readBudget(), run.overlap()), settings);
    }

    /** The same run over another database. */
    static Settings in(KokuDatabase database, Settings settings) {
        return new Settings(
                settings.lake(),
                new DatabaseSettings(database.url(), database.user(), database.password(), settings.database().outageBudget()),
                settings.window(),
                settings.sources(),
                settings.run(),
                settings.continuous(),
                settings.state());
    }

    /** How long the lake and the database are waited for. */
    static Settings waiting(Duration lake, Duration database, Settings settings) {
        DatabaseSettings before = settings.database();
        return new Settings(
                settings.lake(),
                new DatabaseSettings(before.url(), before.user(), before.password(), database),
                settings.window(),
                settings.sources(),
                RunSettings.bounded(settings.run().parallelism(), settings.run().rebuild(), lake));
    }

    static Settings resolving(Overlap overlap, Settings settings) {
        RunSettings run = settings.run();
        return with(new RunSettings(run.mode(), run.parallelism(), run.rebuild(), run.readBudget(), overlap), settings);
    }

    private static Settings with(RunSettings run, Settings settings) {
        return new Settings(settings.lake(), settings.database(), settings.window(), settings.sources(), run);
    }
}
