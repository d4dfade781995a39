package io.costflow.bench;

import io.costflow.bench.ChangeFigures.Described;
import io.costflow.bench.ChangeFigures.Latency;
import io.costflow.testbed.DemoFolder;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.EmbeddedObjectStore;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.KokuManifests;
import io.costflow.testbed.Steps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One changed file among many sources and days: a run that goes on over a lake in an object store, first with the window's files alone, then, restored from its
 * savepoint in a new process, with a past that is ten times longer, then with koku's manifests, which say when files were processed. The object store is this
 * process's, PostgreSQL its own: neither counts.
 */
final class ChangeBench {
    private static final int SECONDS_TO_ANSWER = 120;
    private static final double NANOS = 1e9;

    private final BenchOptions options;

    ChangeBench(BenchOptions options) {
        this.options = options;
    }

    /** Runs to the end. */
    List<BenchTable> run(Steps steps) throws Exception {
        ChangeLake lake = ChangeLake.prepare(options.data(), options.scale(), steps);
        LookLog log = new LookLog(lake.prefixes());
        try (DemoFolder folder = new DemoFolder(Files.createTempDirectory(options.data(), "running-"));
                EmbeddedDatabase server = steps.run("Starting PostgreSQL", EmbeddedDatabase::start);
                EmbeddedObjectStore store = EmbeddedObjectStore.start(folder.path().resolve("lake"), 0, log)) {
            KokuDatabase database = server.createDatabase();
            lake.fleet().insert(database, lake.from(), lake.to());
            Session session = new Session(steps, lake, log, store, task(lake, database, store, folder.path().resolve("state")));
            session.link("the window", lake.window(), folder.path().resolve("lake"));
            ChangeFigures alone = session.measure("the window");
            session.link("the past", lake.past(), folder.path().resolve("lake"));
            lake.publishPast(database);
            ChangeFigures withPast = session.measure("the window and its past");
            Described described = session.measureDescribed(database);
            return List.of(ChangeTables.change(lake, alone), ChangeTables.past(alone, withPast), ChangeTables.described(lake, alone, described));
        }
    }

    private static Task task(ChangeLake lake, KokuDatabase database, EmbeddedObjectStore store, Path state) {
        Following following = new Following(store.endpoint(), store.accessKey(), store.secretKey(), state.toAbsolutePath().toString(), lake.sourceDays(), 0);
        return new Task(Activity.FOLLOW, lake.fleet().root(), lake.from().toString(), lake.to().toString(), Machine.THREADS, false, database, null, null)
                .with(following);
    }

    /** Processes that each restore the savepoint of the one before. */
    private final class Session {
        private final Steps steps;
        private final ChangeLake lake;
        private final LookLog log;
        private final EmbeddedObjectStore store;
        private final Task task;
        private int variants;

        Session(Steps steps, ChangeLake lake, LookLog log, EmbeddedObjectStore store, Task task) {
            this.steps = steps;
            this.lake = lake;
            this.log = log;
            this.store = store;
            this.task = task;
        }

        void link(String what, Path written, Path folder) throws Exception {
            steps.run("Linking " + what + " for " + lake.fleet().sources().size() + " sources", () -> lake.fleet().link(written, folder));
        }

        ChangeFigures measure(String what) throws Exception {
            ChangeFigures figures = new ChangeFigures();
            log.begin();
            try (Contender costflow = options.contenders().start("Costflow", options.javaOptions())) {
                figures.start = steps.run("Following " + what, () -> costflow.run(task));
                figures.changes.add(steps.run("A first change", () -> change(costflow, figures)));
                for (int run = 1; run <= options.runs(); run++) {
                    figures.changes.add(steps.run("A change", () -> change(costflow, figures)));
                }
                figures.days += idle(costflow).days();
                log.forget();
                figures.idle = steps.run("Nothing changes", () -> idle(costflow));
                figures.looks = log.looks();
                figures.idleObjectRequests = log.objectRequests();
                costflow.run(task.with(Activity.COLLECT));
                figures.collected = costflow.run(task.with(Activity.COLLECT));
                steps.run("Stopping", () -> costflow.run(task.with(Activity.STOP)));
            }
            return figures;
        }

        private Latency change(Contender costflow, ChangeFigures figures) throws Exception {
            int variant = ++variants;
            String key = lake.fleet().overwrite(store, variant % lake.fleet().sources().size(), lake.from(), 1 + variant / 100.0);
            long uploaded = System.nanoTime();
            log.forget();
            CompletableFuture<Long> seen = log.endOfLookAt(key.substring(0, key.lastIndexOf('/') + 1));
            figures.days += costflow.run(task.with(Activity.CATCH)).days();
            long committed = System.nanoTime();
            long noticed = seen.get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
            figures.listsApart += log.listsApart();
            figures.objectRequests += log.objectRequests();
            figures.objects += log.objects();
            return new Latency((noticed - uploaded) / NANOS, (committed - noticed) / NANOS);
        }

        /** Of every source koku has processed a manifest, and writes another one after each change. */
        Described measureDescribed(KokuDatabase database) throws Exception {
            Described described = new Described();
            for (String source : lake.fleet().sources()) {
                KokuManifests.processed(database, source, YearMonth.from(lake.from()));
            }
            log.begin();
            try (Contender costflow = options.contenders().start("Costflow", options.javaOptions())) {
                steps.run("Following a lake that koku describes", () -> costflow.run(task));
                for (int run = 0; run <= options.runs(); run++) {
                    described.seconds.add(steps.run("A change", () -> describedChange(costflow, database)));
                    described.lists += log.listsInAll();
                }
                log.forget();
                steps.run("Nothing changes", () -> idle(costflow));
                described.idleLists = log.listsInAll();
                steps.run("Stopping", () -> costflow.run(task.with(Activity.STOP)));
            }
            return described;
        }

        private double describedChange(Contender costflow, KokuDatabase database) throws Exception {
            int variant = ++variants;
            int source = variant % lake.fleet().sources().size();
            log.forget();
            lake.fleet().overwrite(store, source, lake.from(), 1 + variant / 100.0);
            KokuManifests.processed(database, lake.fleet().sources().get(source), YearMonth.from(lake.from()));
            long processed = System.nanoTime();
            costflow.run(task.with(Activity.CATCH));
            double seconds = (System.nanoTime() - processed) / NANOS;
            idle(costflow); // later polls may list for it too
            return seconds;
        }

        /** Lets some polls pass, however long each takes. */
        private Measurement idle(Contender costflow) throws Exception {
            double seconds = options.scale().effort().looks() * (FollowingWork.PACE.toSeconds() + log.last());
            return costflow.run(task.with(Activity.IDLE).with(task.following().idle(seconds)));
        }
    }
}
