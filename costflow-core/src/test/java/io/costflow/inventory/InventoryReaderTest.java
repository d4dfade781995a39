package io.costflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.DayInput;
import io.costflow.day.DayPlan;
import io.costflow.day.SourceDay;
import io.costflow.provider.Layouts;
import io.costflow.settings.RunSettings;
import io.costflow.testing.EmittedRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a reader reports to the enumerator, and when. */
@Timeout(60)
class InventoryReaderTest {

    private final Enumerator enumerator = new Enumerator();
    private final EmittedRecords<DayInput> emitted = new EmittedRecords<>();
    private final InventoryReader reader = new InventoryReader(enumerator, Layouts.ofAll(), RunSettings.bounded(1, false, Duration.ZERO));

    @AfterEach
    void close() throws Exception {
        reader.close();
    }

    @Test
    void halfOfItsSplitsEndBeforeItAsksForOthers() throws Exception {
        reader.start();
        assertThat(enumerator.requests).isEqualTo(8);

        reader.addSplits(splits(8));
        pollUntil(() -> enumerator.ended().size() == 8);

        assertThat(enumerator.reports).extracting(ended -> ended.outcomes().size()).containsExactly(4, 1, 1, 1, 1);
        assertThat(enumerator.reports).extracting(EndedSplits::requested).containsExactly(4, 1, 1, 1, 1);
        assertThat(enumerator.ended()).isEqualTo(ids(splits(8)));
        assertThat(enumerator.requests).as("in the same messages").isEqualTo(8);
    }

    @Test
    void othersThatComeInTimeAreReportedByHalvesToo() throws Exception {
        List<InventorySplit> splits = splits(12);
        reader.start();
        reader.addSplits(splits.subList(0, 8));
        pollUntil(() -> !enumerator.reports.isEmpty());
        reader.addSplits(splits.subList(8, 12));
        pollUntil(() -> enumerator.reports.size() == 2);

        assertThat(enumerator.reports).extracting(ended -> ended.outcomes().size()).containsExactly(4, 4);
        assertThat(enumerator.reports).extracting(EndedSplits::requested).containsExactly(4, 4);
    }

    @Test
    void aReaderThatWasRestoredWithManySplitsReportsThemAsTheyEnd() throws Exception {
        reader.addSplits(splits(20));
        reader.start();
        pollUntil(() -> enumerator.ended().size() >= 16);

        assertThat(enumerator.requests).isZero();
        assertThat(enumerator.reports).extracting(ended -> ended.outcomes().size()).startsWith(4, 4, 4, 4);
        assertThat(enumerator.reports).extracting(EndedSplits::requested).startsWith(0, 0, 0, 4);
    }

    @Test
    void aSplitThatHasNoOthersBesideItIsReportedAtOnce() throws Exception {
        reader.start();
        reader.addSplits(splits(1));
        pollUntil(() -> !enumerator.reports.isEmpty());

        assertThat(enumerator.reports).extracting(EndedSplits::requested).containsExactly(1);
        assertThat(enumerator.ended()).isEqualTo(ids(splits(1)));
    }

    @Test
    void whatHasEndedIsReportedBeforeACheckpointLeavesItOut() throws Exception {
        reader.start();
        reader.addSplits(splits(8));
        pollUntil(() -> emitted.records().size() == 3); // the first two have ended
        assertThat(enumerator.reports).isEmpty();

        List<InventorySplit> kept = reader.snapshotState(1);

        assertThat(enumerator.ended()).isEqualTo(ids(splits(2)));
        assertThat(ids(kept)).containsExactlyInAnyOrderElementsOf(ids(splits(8).subList(2, 8)));
    }

    @Test
    void splitsOfACheckpointAreNotAskedForAgain() {
        reader.addSplits(splits(6));
        reader.start();

        assertThat(enumerator.requests).isEqualTo(2);
    }

    private void pollUntil(BooleanSupplier reached) throws Exception {
        while (!reached.getAsBoolean()) {
            reader.isAvailable().get();
            reader.pollNext(emitted);
        }
    }

    private static List<InventorySplit> splits(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(day -> InventorySplit.of(DayPlan.toForget(new SourceDay(Lake.SOURCE.tenant(), Lake.SOURCE.uuid(), Lake.day(day)), 1, Lake.SOURCE)))
                .toList();
    }

    private static List<String> ids(List<InventorySplit> splits) {
        return splits.stream().map(InventorySplit::splitId).toList();
    }

    /** The other end of the reader's messages. */
    private static final class Enumerator implements SourceReaderContext {
        private final List<EndedSplits> reports = new ArrayList<>();
        private int requests;

        List<String> ended() {
            return reports.stream().flatMap(ended -> ended.outcomes().stream()).map(FileOutcome::splitId).toList();
        }

        @Override
        public void sendSplitRequest() {
            requests++;
        }

        @Override
        public void sendSourceEventToCoordinator(SourceEvent event) {
            reports.add((EndedSplits) event);
        }

        @Override
        public SourceReaderMetricGroup metricGroup() {
            return UnregisteredMetricsGroup.createSourceReaderMetricGroup();
        }

        @Override
        public Configuration getConfiguration() {
            return new Configuration();
        }

        @Override
        public String getLocalHostName() {
            return "localhost";
        }

        @Override
        public int getIndexOfSubtask() {
            return 0;
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
        }
    }
}
