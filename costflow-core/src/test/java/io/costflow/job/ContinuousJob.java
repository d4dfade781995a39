package io.costflow.job;

import io.costflow.publish.DayReport;
import io.costflow.settings.Settings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A continuous job in this JVM, of which it is noticed when it ends. */
final class ContinuousJob implements AutoCloseable {

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final ContinuousRun run;

    private ContinuousJob(Settings settings) throws Exception {
        run = ContinuousRun.start(settings, new Listener());
    }

    /** Starts a job, which goes on from the newest state in its state folder. */
    static ContinuousJob start(Settings settings) throws Exception {
        return new ContinuousJob(settings);
    }

    /** Fails if the job has ended, with what it failed with. */
    void requireRunning() {
        if (run.ended().isDone()) {
            run.ended().join();
            throw new IllegalStateException("The job has ended by itself. It warned of " + warnings);
        }
    }

    /** What the job has warned of. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The run itself, to stop it. */
    ContinuousRun run() {
        return run;
    }

    @Override
    public void close() throws Exception {
        run.close();
    }

    private final class Listener implements RunListener {

        @Override
        public void reported(DayReport report) {
            // The tables are looked at instead.
        }

        @Override
        public void warned(String warning) {
            warnings.add(warning);
        }
    }
}
