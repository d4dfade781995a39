package io.costflow.demo;

import io.costflow.cli.ErrorOutput;
import io.costflow.demo.live.GridRow;
import io.costflow.demo.live.Watch;
import io.costflow.job.ContinuousRun;
import io.costflow.job.RunListener;
import io.costflow.publish.DayReport;
import io.costflow.settings.DayRange;
import io.costflow.settings.Settings;
import io.costflow.testbed.DemoData;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.Steps;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** {@code costflow demo --live}: the job keeps days true while the lake changes, and the terminal shows what users of the database see of it. */
final class LiveDemo implements AutoCloseable {

    /** What fits on a terminal, and the fewest and the most that lie in two months. */
    static final int DAYS = 9;

    static final int FEWEST_DAYS = 6;
    static final int MOST_DAYS = 35;

    private static final LocalDate TODAY = LocalDate.of(2025, 11, 4);
    private static final LocalDate LAST = LocalDate.of(2025, 11, 30);
    private static final String TENANT = EmbeddedDatabase.TENANT;

    private final ContinuousRun job;
    private final Watch watch;
    private final Narrator narrator;
    private final Story story;
    private boolean closed;

    private LiveDemo(DemoData data, DemoServers servers, ContinuousRun job, Watch watch, Duration pause, Narrator.Deed look) throws IOException {
        this.job = job;
        this.watch = watch;
        this.narrator = new Narrator(watch, job.ended(), pause, look);
        Feeder feeder = new Feeder(data, TENANT, servers.bucket(), servers.newFolder("files"));
        this.story = new Story(data, feeder, servers.database(), TENANT, narrator, LAST);
    }

    /** The first of so many days up to the demo's today. */
    static LocalDate from(int days) {
        return TODAY.minusDays(days - 1L);
    }

    /**
     * Starts the job and shows what is in the database. It ends before the servers do.
     *
     * @param pause how long there is to look at the result of a change
     * @param look what else is done when that is there
     * @param error where the days are shown when it is a terminal; else they are where the steps are
     */
    static LiveDemo start(DemoData data, DemoServers servers, Duration pause, Narrator.Deed look, Steps steps, PrintWriter error)
            throws Exception {
        Settings settings = servers.liveSettings(new DayRange(data.from(), LAST));
        ContinuousRun job = steps.run("Starting the job, which looks for changes every second", () -> ContinuousRun.start(settings, Silence.SILENCE));
        try {
            boolean terminal = ErrorOutput.isTerminal();
            Watch watch = Watch.start(servers.database(), TENANT, rows(data), servers.bucket().store()::reads, terminal ? error : steps.out(), terminal);
            return servers.opened(new LiveDemo(data, servers, job, watch, pause, look));
        } catch (Exception e) {
            job.close();
            throw e;
        }
    }

    /** What happens. */
    Story story() {
        return story;
    }

    @Override
    public synchronized void close() throws Exception {
        if (!closed) {
            closed = true;
            narrator.close();
            watch.close();
            job.close();
        }
    }

    private static List<GridRow> rows(DemoData data) {
        List<GridRow> rows = new ArrayList<>();
        data.clusters().forEach(cluster -> rows.add(new GridRow(cluster.source(), cluster.alias())));
        rows.add(new GridRow(data.awsAccount().orElseThrow().source(), "AWS"));
        return rows;
    }

    /** What the job says of itself is not shown: its results are read in the database. */
    private enum Silence implements RunListener {
        SILENCE;

        @Override
        public void reported(DayReport report) {}

        @Override
        public void warned(String warning) {}
    }
}
