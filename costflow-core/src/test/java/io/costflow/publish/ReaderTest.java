package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.settings.DatabaseSettings;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever reads while a day is replaced sees the day before or the day after, never half a day. */
class ReaderTest {

    @Test
    void readersNeverSeeHalfADay() throws Exception {
        DatabaseSettings database = KokuDatabase.fresh();
        Set<String> seen = new ConcurrentSkipListSet<>();
        AtomicBoolean replacing = new AtomicBoolean(true);
        CountDownLatch reading = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            while (replacing.get()) {
                seen.addAll(read(database));
                reading.countDown();
            }
        });
        try (DayPublisher publisher = new DayPublisher(database, List.of(UsageDay.OPENSHIFT))) {
            reader.start();
            reading.await();
            for (int revision = 1; revision <= 8; revision++) {
                generation(revision).publishTo(publisher);
            }
        } finally {
            replacing.set(false);
            reader.join();
        }
        seen.addAll(read(database));

        // Revision r has 1000 + r rows, all with the measure r; half of them have keys that the next revision has too.
        assertThat(seen).isSubsetOf("0|null|null", "1001|1|1", "1002|2|2", "1003|3|3", "1004|4|4", "1005|5|5", "1006|6|6", "1007|7|7", "1008|8|8")
                .contains("1008|8|8").hasSizeGreaterThan(2);
    }

    private static UsageDay generation(int revision) {
        UsageDay.Row[] rows = IntStream.range(0, 1000 + revision)
                .mapToObj(i -> new UsageDay.Row(i % 2 == 0 ? "kept " + i : revision + " " + i, "shop", "{}", (double) revision))
                .toArray(UsageDay.Row[]::new);
        return new UsageDay(rows).at(revision, "files " + revision);
    }

    private static List<String> read(DatabaseSettings database) {
        try {
            return query(database, "select count(*), min(pod_usage_cpu_core_hours)::int, max(pod_usage_cpu_core_hours)::int from org1234567." + UsageDay.TABLE);
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
