package io.costflow.job;

import static io.costflow.job.FleetSource.ALPHA;
import static io.costflow.job.FleetSource.AWS;
import static io.costflow.job.FleetSource.BRAVO;
import static io.costflow.job.FleetSource.CHARLIE;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import io.costflow.settings.Settings;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.KeptConnections;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** Three clusters and an account with three days each, in a lake and a database of their own, and a continuous job that keeps up with them. */
final class ContinuousFleet implements AutoCloseable {

    static final LocalDate DAY_1 = LocalDate.of(2025, 10, 1);
    static final LocalDate DAY_2 = LocalDate.of(2025, 10, 2);
    static final LocalDate DAY_3 = LocalDate.of(2025, 10, 3);
    static final List<LocalDate> DAYS = List.of(DAY_1, DAY_2, DAY_3);
    static final int HOURS = 4;

    private static final Duration START = Duration.ofMinutes(6);

    /** How long a change may take where nothing is promised: other tests run beside this one. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final LocalDate LATER_DAY = LocalDate.of(2025, 10, 9);

    final FleetLake lake;
    final FleetTables tables;
    final KokuDatabase database;
    final Settings settings;
    private final SourceDay later = CHARLIE.on(LATER_DAY);
    private final Queue<String> opened = new ConcurrentLinkedQueue<>();
    private ContinuousJob job;
    private Map<SourceDay, DayContents> before;
    private Duration promise = PATIENCE;
    private int variants = 100;

    /** @param folder a folder on the lake's disk for what comes and goes */
    ContinuousFleet(EmbeddedDatabase server, LakeStore store, Path folder, UnaryOperator<Settings> change) throws Exception {
        lake = new FleetLake(store, folder.resolve("staging"));
        database = server.createDatabase();
        tables = FleetTables.insert(database, DAY_1);
        settings = change.apply(TestSettings.continuous(
                folder.resolve("state"), TestSettings.of(store.settings(), database, DAY_1, LATER_DAY, List.of())));
        for (LocalDate day : DAYS) {
            for (FleetSource source : List.of(ALPHA, BRAVO, CHARLIE, AWS)) {
                lake.deliver(source, day, HOURS, 1);
            }
        }
        lake.deliver(CHARLIE, LATER_DAY, 1, 1);
    }

    /** Starts the job and waits until every day is published. */
    ContinuousFleet start() throws Exception {
        job = ContinuousJob.start(settings);
        Eventually.within(START, () -> {
            job.requireRunning();
            assertThat(contents()).hasSize(13).allSatisfy((day, contents) -> assertThat(contents.revision()).as("revision of " + day).isPositive());
        });
        begin();
        return this;
    }

    /** Takes everything as it is now for the state before the next change: a test begins. */
    void begin() throws Exception {
        before = contents();
        opened.clear();
        HookedFileSystem.reset();
        HookedFileSystem.beforeOpening(file -> opened.add(file.getName()));
    }

    /** From now on every change must be in the tables within this time. */
    ContinuousFleet promising(Duration time) {
        promise = time;
        return this;
    }

    /** Every day of some sources that has been published, but for the one that is changed last. */
    SourceDay[] everyDay(FleetSource... sources) {
        Set<FleetSource> those = Set.of(sources);
        return before.keySet().stream().filter(day -> those.contains(FleetSource.of(day)) && !day.equals(later)).toArray(SourceDay[]::new);
    }

    ContinuousJob job() {
        return job;
    }

    /** A number that no delivery had before. */
    int newVariant() {
        return variants++;
    }

    /** What the tables hold now of every day, and which transactions wrote it. */
    Map<SourceDay, DayContents> contents() throws Exception {
        return KeptConnections.ask(database, connection -> DayContents.read(connection, FleetSource.TENANT, DayContents.VERSIONS));
    }

    /** Waits until a day is held back, and is otherwise as it was. */
    void requireHeldBack(SourceDay day, String reason) throws Exception {
        Eventually.within(promise, () -> {
            job.requireRunning();
            assertThat(contents().get(day).pending()).as("why " + day + " is held back").contains(reason);
        });
        assertThat(contents().get(day).published()).isEqualTo(before.get(day).published());
    }

    /** Waits until a day is not held back any more. */
    void requireNotHeldBack(SourceDay day) throws Exception {
        Eventually.within(promise, () -> assertThat(contents().get(day).pending()).as("why " + day + " is held back").isNull());
    }

    /** Days are replaced in time, and no others, not even later: a day that is changed after them is replaced before the others are looked at. */
    void requireReplaced(SourceDay... days) throws Exception {
        awaitReplaced(days);
        awaitLaterChange();
        requireAsBefore(days);
        before = contents();
    }

    /** The same, and no file of a lake with hooks is read for it. */
    void requireReplacedFromState(SourceDay... days) throws Exception {
        awaitReplaced(days);
        assertThat(opened).as("files opened").isEmpty();
        requireReplaced(days);
    }

    /** No day is replaced. */
    void requireNothingReplaced() throws Exception {
        requireReplaced();
    }

    /** All days but these, and the one that is changed last, are published as they were, and nobody has written their rows again. */
    void requireAsBefore(SourceDay... others) throws Exception {
        Map<SourceDay, DayContents> now = contents();
        Set<SourceDay> looked = new HashSet<>(before.keySet());
        looked.addAll(now.keySet());
        looked.removeAll(Set.of(others));
        looked.remove(later);
        for (SourceDay day : looked) {
            String name = FleetSource.of(day) + " " + day.day() + ", to which nothing has happened";
            assertThat(now.getOrDefault(day, DayContents.NONE).published()).as(name).isEqualTo(before.getOrDefault(day, DayContents.NONE).published());
        }
    }

    /** Days are replaced in time. */
    void awaitReplaced(SourceDay... days) throws Exception {
        Eventually.within(promise, () -> {
            job.requireRunning();
            Map<SourceDay, DayContents> now = contents();
            for (SourceDay day : days) {
                String name = FleetSource.of(day) + " " + day.day();
                DayContents contents = now.getOrDefault(day, DayContents.NONE);
                assertThat(contents.revision()).as("revision of " + name).isGreaterThan(before.getOrDefault(day, DayContents.NONE).revision());
                assertThat(contents.pending()).as("why " + name + " is held back").isNull();
            }
        });
    }

    /** Whatever was changed before this change has had its effect when this one has. */
    void awaitLaterChange() throws Exception {
        long revision = contents().get(later).revision();
        lake.deliver(CHARLIE, LATER_DAY, 1, newVariant());
        Eventually.within(promise, () -> {
            job.requireRunning();
            assertThat(contents().get(later).revision()).as("revision of the day that was changed last").isGreaterThan(revision);
        });
    }

    @Override
    public void close() throws Exception {
        HookedFileSystem.reset();
        if (job != null) {
            job.close();
        }
    }
}
