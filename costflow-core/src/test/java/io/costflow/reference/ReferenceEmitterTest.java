package io.costflow.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.testing.EmittedRecords;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;

/** The reader emits the newest snapshot of each tenant, and waits for the next without an end. */
class ReferenceEmitterTest {

    private final ReferenceEmitter emitter = new ReferenceEmitter();
    private final EmittedRecords<ReferenceSnapshot> output = new EmittedRecords<>();

    @Test
    void snapshotsAreEmittedAsTheyCome() {
        emitter.addSplits(List.of(split("a", 1), split("b", 1)));
        assertThat(emitter.pollNext(output)).isEqualTo(InputStatus.MORE_AVAILABLE);
        assertThat(emitter.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        emitter.addSplits(List.of(split("a", 2)));
        assertThat(emitter.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(emitted()).containsExactly("a 1", "b 1", "a 2");
    }

    @Test
    void whoeverWaitsIsToldOfTheNextSnapshot() {
        emitter.pollNext(output);
        CompletableFuture<Void> available = emitter.isAvailable();
        emitter.pollNext(output);
        assertThat(available).isNotDone();
        emitter.addSplits(List.of(split("a", 1)));
        assertThat(available).isDone();
        emitter.pollNext(output);
        assertThat(emitter.isAvailable()).isNotDone();
    }

    @Test
    void aNewerSnapshotTakesThePlaceOfOneThatWasNotEmittedYet() {
        emitter.addSplits(List.of(split("a", 1), split("b", 2)));
        emitter.addSplits(List.of(split("a", 3)));
        while (emitter.pollNext(output) == InputStatus.MORE_AVAILABLE) {
            // Until nothing is left.
        }
        assertThat(emitted()).containsExactly("a 3", "b 2");
    }

    @Test
    void anOlderSnapshotDoesNotTakeThePlaceOfANewerOne() {
        emitter.addSplits(List.of(split("a", 3)));
        emitter.addSplits(List.of(split("a", 1)));
        emitter.pollNext(output);
        assertThat(emitted()).containsExactly("a 3");
    }

    @Test
    void aCheckpointHasWhatWasNotEmittedYet() {
        emitter.addSplits(List.of(split("a", 1), split("b", 2)));
        emitter.pollNext(output);
        assertThat(emitter.snapshotState(1)).containsExactly(split("b", 2));
    }

    @Test
    void itEndsOnlyWhenItIsToldThatThereAreNoMore() {
        emitter.addSplits(List.of(split("a", 1)));
        emitter.notifyNoMoreSplits();
        assertThat(emitter.isAvailable()).isDone();
        assertThat(emitter.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
        assertThat(emitted()).containsExactly("a 1");
    }

    private static ReferenceSplit split(String tenant, long revision) {
        return new ReferenceSplit(SnapshotBuilder.of(tenant).revision(revision).build());
    }

    /** What was emitted so far. */
    private List<String> emitted() {
        return output.records().stream().map(snapshot -> snapshot.tenant() + " " + snapshot.revision()).toList();
    }
}
