package io.costflow.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run that ends reads the reference data once. */
class BoundedReferenceEnumeratorTest {

    private static final ReferenceSnapshot SNAPSHOT = SnapshotBuilder.of("org1").revision(7).build();

    private final PollingContext context = new PollingContext();
    private final ReferenceEnumerator enumerator = new BoundedReferenceEnumerator(context, () -> new ReferenceReading(List.of(SNAPSHOT), Map.of()), ReferenceCheckpoint.NONE);

    @Test
    void theReaderIsGivenTheSnapshotsAndToldThatThereAreNoMore() {
        context.register();
        enumerator.addReader(0);
        enumerator.start();
        assertThat(context.toldNoMore).isFalse();
        context.poll();
        assertThat(context.assigned).containsExactly(SNAPSHOT);
        assertThat(context.toldNoMore).isTrue();
    }

    @Test
    void aReaderThatComesLaterIsGivenTheSame() {
        enumerator.start();
        context.poll();
        assertThat(context.toldNoMore).isFalse();
        context.register();
        enumerator.addReader(0);
        assertThat(context.assigned).containsExactly(SNAPSHOT);
        assertThat(context.toldNoMore).isTrue();
    }

    @Test
    void aReadThatFailsEndsTheJob() {
        new BoundedReferenceEnumerator(context, () -> {
            throw new IOException("no route to host");
        }, ReferenceCheckpoint.NONE).start();
        assertThatThrownBy(context::poll).hasMessage("The reference data could not be read: no route to host");
    }
}
