package io.costflow.job;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fleet whose files and tables change one moment after the other, as long as it lasts, while somebody reads what the job makes of it. */
final class HeavyChange implements AutoCloseable {

    private static final int SHORTEST_PAUSE_MILLIS = 100;
    private static final int LONGEST_PAUSE_MILLIS = 400;

    private final ContinuousFleet fleet;
    private final LakeChanges changes;
    private final SplittableRandom random;
    private final WholeDayReader reader;
    private final List<String> made = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::change, "heavy-change");
    private volatile boolean stopped;
    private volatile Exception failure;

    private HeavyChange(ContinuousFleet fleet, long seed) {
        this.fleet = fleet;
        this.changes = new LakeChanges(seed, fleet.lake, fleet.tables, ContinuousFleet.DAYS);
        this.random = new SplittableRandom(seed);
        this.reader = WholeDayReader.start(fleet.database, FleetSource.TENANT);
    }

    /** Begins to change the fleet, the same way for the same seed. */
    static HeavyChange begin(ContinuousFleet fleet, long seed) {
        HeavyChange change = new HeavyChange(fleet, seed);
        change.thread.start();
        return change;
    }

    /** Lets the changes go on for a random time between two bounds. */
    void goOn(Duration least, Duration most) throws Exception {
        Thread.sleep(least.toMillis() + random.nextLong(most.toMillis() - least.toMillis()));
        if (failure != null) {
            throw failure;
        }
    }

    /** Makes no further change, and mends what is damaged. */
    void stop() throws Exception {
        stopped = true;
        thread.join();
        if (failure != null) {
            throw failure;
        }
        changes.mend();
    }

    /** Whoever read throughout has seen whole days only, and none of them went back. */
    void requireWholeDays() throws Exception {
        reader.requireWholeDays();
    }

    private void change() {
        while (!stopped) {
            try {
                made.add(changes.next().what());
            } catch (SQLException away) {
                made.add("not made: " + away.getMessage());
            } catch (Exception e) {
                failure = e;
                return;
            }
            try {
                Thread.sleep(random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    @Override
    public String toString() {
        return made.size() + " changes: " + String.join("; ", made);
    }

    @Override
    public void close() throws Exception {
        stopped = true;
        thread.join();
        reader.close();
    }
}
