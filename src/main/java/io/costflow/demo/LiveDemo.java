package io.costflow.demo;

import io.costflow.cli.ErrorOutput;
import io.costflow.demo.live.GridRow;
import io.costflow.demo.live.Watch;
import io.costflow.job.ContinuousRun;
import io.costflow.job.RunListener;
import io.costflow.publish.DayReport;
import io.costflow.settings.DayRange;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code costflow demo --live}: the job keeps days true while the lake changes, and the terminal shows what users of the database see of it. */
final class LiveDemo {
    /** What fits on a terminal, and the fewest and the most that lie in two months. */
    static final int DAYS = 9;

    static final int FEWEST_DAYS = 6;
    static final int MOST_DAYS = 35;

    private static final LocalDate TODAY = LocalDate.of(2025, 11, 4);
    private static final LocalDate LAST = LocalDate.of(2025, 11, 30);
    private static final String TENANT = EmbeddedDatabase.TENANT;

    private final DemoData data;
    private final DemoServers servers;
    private final LiveOptions options;

    LiveDemo(DemoData data, DemoServers servers, LiveOptions options) {
        this.data = data;
        this.servers = servers;
        this.options = options;
    }

    /** The first of so many days up to the demo's today. */
    static LocalDate from(int days) {
        return TODAY.minusDays(days - 1L);
    }

    /**
     * Starts the job and tells the story.
     *
     * @throws Exception if the job fails, or a change does not have its effect
     */
    void run(Steps steps, PrintWriter error) throws Exception {
        boolean terminal = ErrorOutput.isTerminal();
        Instant start = Instant.now();
        ContinuousRun job = steps.run("Starting the job, which looks every second", () -> servers.opened(start(error)));
        DemoBucket bucket = servers.bucket();
        Watch watch = servers.opened(Watch.start(servers.database(), TENANT, rows(), bucket.store()::reads, terminal ? error : steps.out(), terminal));
        Narrator narrator = servers.opened(new Narrator(watch, end(job), options.pause()));
        Story story = new Story(data, new Feeder(data, TENANT, bucket, servers.newFolder("files")), servers.database(), TENANT, narrator, LAST);
        try {
            story.tell();
            story.goOn(options.end(start));
        } finally {
            narrator.end();
            watch.close();
            job.close();
        }
    }

    private ContinuousRun start(PrintWriter error) throws Exception {
        return ContinuousRun.start(servers.liveSettings(new DayRange(data.from(), LAST)), new RunListener() {
            @Override
            public void reported(DayReport report) {
                // What is shown is read in the database.
            }

            @Override
            public void warned(String warning) {
                error.println("Warning: " + warning);
                error.flush();
            }
        });
    }

    private List<GridRow> rows() {
        List<GridRow> rows = new ArrayList<>();
        data.clusters().forEach(cluster -> rows.add(new GridRow(cluster.source(), cluster.alias())));
        rows.add(new GridRow(data.account().orElseThrow().source(), "AWS"));
        return rows;
    }

    /** Completes when the job ends: with its failure, if it has failed. */
    private static CompletableFuture<?> end(ContinuousRun job) {
        CompletableFuture<?> end = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                job.await();
                end.complete(null);
            } catch (Exception e) {
                end.completeExceptionally(e);
            }
        }, "demo-job");
        waiting.setDaemon(true);
        waiting.start();
        return end;
    }
}
