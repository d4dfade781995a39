package io.costflow.inventory;

import static io.costflow.inventory.EnumeratorRun.POLL;
import static io.costflow.inventory.Lake.daily;
import static io.costflow.inventory.Lake.hourly;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.StatusTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the inventory tells of itself and of its sources. */
class InventoryMetricsTest {

    private static final String OF_SOURCE = " of " + Lake.SOURCE.uuid();

    private final FakeCatalog catalog = new FakeCatalog(daily(3), hourly(3));

    @Test
    void whatALookShowsIsToldOfAllSourcesAndOfEach() {
        catalog.standings = Map.of(Lake.SOURCE.uuid(), new StatusTable.Standing(3, 2, 999_999_940_000L));
        EnumeratorRun run = EnumeratorRun.continuous(catalog, InventoryCheckpoint.NOTHING);

        assertThat(values(run)).containsAllEntriesOf(Map.of(
                "sources", 1L, "daysPlanned", 1L, "daysInTables", 3L, "daysPending", 2L, "pendingAgeMillis", 60_000L,
                "daysInTables" + OF_SOURCE, 3L, "daysPending" + OF_SOURCE, 2L, "pendingAgeMillis" + OF_SOURCE, 60_000L, "filesListed" + OF_SOURCE, 2L,
                "newestFileAgeMillis" + OF_SOURCE, 999_999_999_999L));

        catalog.standings = Map.of(Lake.SOURCE.uuid(), new StatusTable.Standing(5, 0, 0));
        run.after(POLL);
        assertThat(values(run)).containsAllEntriesOf(Map.of("daysInTables", 5L, "daysPending", 0L, "pendingAgeMillis", 0L, "pendingAgeMillis" + OF_SOURCE, 0L));
    }

    @Test
    void aSourceOfWhichTheTablesKnowNothingHasNoDays() {
        catalog.standings = Map.of("another", new StatusTable.Standing(1, 1, 1));
        EnumeratorRun run = EnumeratorRun.continuous(catalog, InventoryCheckpoint.NOTHING);

        assertThat(values(run)).containsEntry("daysPending", 0L).containsEntry("daysPending" + OF_SOURCE, 0L).doesNotContainKey("daysPending of another");
    }

    @Test
    void nothingIsToldOfSourcesBeforeTheFirstLookHasEnded() {
        EnumeratorRun run = new EnumeratorRun(catalog);
        assertThat(values(run)).containsEntry("listingsFailed", 0L).doesNotContainKeys("daysPending", "daysInTables", "monthsUnlisted");

        run.context.runCalls();
        assertThat(values(run)).containsKeys("daysPending", "daysInTables", "monthsUnlisted");
    }

    @Test
    void whatReadersReadIsCountedForItsSource() {
        EnumeratorRun run = EnumeratorRun.continuous(catalog, InventoryCheckpoint.NOTHING);
        run.take(0);
        InventorySplit split = run.take(0);
        FileOutcome outcome = new FileOutcome(
                split.splitId(), split.reading(), FileOutcome.Ending.READ, split.reading().days(), null, new CountedFile(100, 7, 0, false));
        run.enumerator.handleSourceEvent(0, new EndedSplits(List.of(outcome), 0));

        assertThat(values(run)).containsAllEntriesOf(
                Map.of("filesIngested" + OF_SOURCE, 1L, "bytesIngested" + OF_SOURCE, 100L, "rowsIngested" + OF_SOURCE, 7L, "filesUnreadable" + OF_SOURCE, 0L));
    }

    private static Map<String, Object> values(EnumeratorRun run) {
        return run.context.metrics.values();
    }
}
