package io.costflow.inventory;

import static io.costflow.inventory.EnumeratorRun.POLL;
import static io.costflow.inventory.EnumeratorRun.SETTLE;
import static io.costflow.inventory.Lake.daily;
import static io.costflow.inventory.Lake.hourly;
import static io.costflow.inventory.Lake.overwritten;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.LakeFile;
import io.costflow.day.Revisions;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.SourceSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A look at many months lasts longer than a change takes to settle. */
class LongLooksTest {

    private static final Duration LOOK = SETTLE.multipliedBy(2);

    private final ManyMonths catalog = new ManyMonths();
    private final EnumeratorRun run = started();

    @Test
    void aChangeIsListedAgainWhenItHasSettledAndPlannedBeforeTheNextLook() {
        catalog.overwrite(0);
        assertThat(run.after(POLL).next()).as("noticed").isEmpty();
        int looks = catalog.looks;
        assertThat(run.after(Duration.ofSeconds(1)).next()).as("not settled").isEmpty();
        assertThat(catalog.looks).as("looks").isEqualTo(looks);
        assertThat(run.after(SETTLE).next()).hasSize(2).first().asString().startsWith("plan 3 ");
        assertThat(catalog.listed).containsExactly(catalog.month(0));
        assertThat(catalog.looks).as("looks").isEqualTo(looks + 1);
    }

    @Test
    void aChangeThatHasChangedAgainIsPlannedAsItIsByThen() {
        catalog.overwrite(0);
        run.after(POLL).next();
        run.after(Duration.ofSeconds(1)).next();
        catalog.overwrite(0);
        assertThat(run.after(SETTLE).next()).as("after the look that follows").hasSize(2);
        assertThat(run.taken(0)).last().satisfies(split -> assertThat(split.reading().file()).isEqualTo(catalog.files.get(catalog.month(0)).get(0)));
    }

    @Test
    void manyChangesAreLeftToTheNextLook() {
        catalog.overwrite(0);
        catalog.overwrite(1);
        run.after(POLL).next();
        int looks = catalog.looks;
        assertThat(run.after(Duration.ofSeconds(1)).next()).filteredOn(text -> text.startsWith("plan 3 ")).hasSize(2);
        assertThat(catalog.looks).as("looks").isEqualTo(looks + 1);
        assertThat(catalog.listed).isEmpty();
    }

    @Test
    void noPollFollowsAnotherWhileFilesWaitToBeRead() {
        catalog.overwrite(0);
        catalog.overwrite(1);
        run.after(POLL).next();
        run.after(Duration.ofSeconds(1)); // both have settled, and are planned
        int looks = catalog.looks;
        run.after(POLL).after(LOOK);
        assertThat(catalog.looks).as("looks while files wait").isEqualTo(looks);
        run.after(LOOK.multipliedBy(29));
        assertThat(catalog.looks).as("looks after 29 times as long").isEqualTo(looks + 1);
        run.next();
        run.after(POLL);
        assertThat(catalog.looks).as("looks when all files are read").isEqualTo(looks + 2);
    }

    private EnumeratorRun started() {
        EnumeratorRun started = EnumeratorRun.continuous(catalog, InventoryCheckpoint.NOTHING);
        catalog.run = started;
        started.after(POLL).next();
        return started;
    }

    /** October of ten sources, each with one day. */
    private static final class ManyMonths implements InventoryCatalog {

        private static final long serialVersionUID = 1L;
        private static final int SOURCES = 10;

        final List<SourceMonth> listed = new ArrayList<>();
        int looks;
        private transient EnumeratorRun run;
        private final Map<SourceMonth, List<LakeFile>> files = new LinkedHashMap<>();

        ManyMonths() {
            IntStream.range(0, SOURCES).forEach(number -> files.put(month(number), List.of(of(number, daily(3)), of(number, hourly(3)))));
        }

        SourceMonth month(int number) {
            SourceSettings one = Lake.SOURCE;
            String uuid = "00000000-0000-0000-0000-%012d".formatted(number);
            return new SourceMonth(SourceSettings.cluster(one.tenant(), one.type(), uuid, "cluster-" + number, null, null), Lake.OCTOBER.month());
        }

        private static LakeFile of(int number, LakeFile file) {
            return new LakeFile(file.report(), file.path().replace("s3://cost/", "s3://cost/" + number + "/"), file.size(), file.modified());
        }

        void overwrite(int number) {
            files.computeIfPresent(month(number), (month, known) -> List.of(overwritten(known.get(0)), known.get(1)));
        }

        @Override
        public Look look(Set<String> known, Set<SourceMonth> changing) {
            looks++;
            Listing listing = new Listing(Revisions.instant(looks), Map.copyOf(files));
            if (run != null) {
                run.clock = run.clock.plus(LOOK);
            }
            ReferenceSnapshot reference = SnapshotBuilder.of(Lake.SOURCE.tenant()).build();
            return new Look(Lake.WINDOW, listing, new PublishedDays(Map.of(), 0, Map.of()), Map.of(Lake.SOURCE.tenant(), reference));
        }

        @Override
        public List<LakeFile> list(SourceMonth month) {
            listed.add(month);
            return files.get(month);
        }
    }
}
