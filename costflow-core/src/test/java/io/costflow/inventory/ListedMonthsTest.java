package io.costflow.inventory;

import static io.costflow.inventory.Lake.OCTOBER;
import static io.costflow.inventory.Lake.daily;
import static io.costflow.inventory.Lake.hourly;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.LakeFile;
import io.costflow.reference.Deliveries;
import io.costflow.reference.Deliveries.Manifest;
import io.costflow.settings.SourceSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which months a poll lists, by what koku's manifests say. */
class ListedMonthsTest {

    private static final String SOURCE = OCTOBER.source().uuid();
    private static final Duration OLD = Duration.ofHours(1);

    private long nanos;
    private final ListedMonths months = new ListedMonths(OLD, () -> nanos);

    @Test
    void aMonthOfASourceThatKokuDoesNotDescribeIsAlwaysDue() {
        months.heard(new Deliveries(Map.of(1L, processed(2)), Set.of()));
        list();
        assertThat(due()).isTrue();
    }

    @Test
    void aMonthThatIsDescribedIsListedOnceAndThenWhenItIsOld() {
        months.heard(described(processed(2)));
        assertThat(due()).as("unknown").isTrue();
        list();
        assertThat(due()).isFalse();
        pass(OLD.minusNanos(1));
        assertThat(due()).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(due()).isTrue();
    }

    @Test
    void aMonthIsDueWhenKokuHasProcessedFilesUntilItIsListedAfterThat() {
        months.heard(described(processed(2)));
        list();
        long before = months.begin();
        pass(Duration.ofSeconds(1));
        months.heard(described(processed(3)));
        assertThat(due()).isTrue();
        months.listed(OCTOBER, before, List.of());
        assertThat(due()).as("a listing that began before the news").isTrue();
        list();
        assertThat(due()).isFalse();
        months.heard(described(processed(3)));
        assertThat(due()).as("nothing new").isFalse();
    }

    @Test
    void aManifestThatIsNotReadAnyMoreIsNoNewsAndOneThatBeginsIsNone() {
        months.heard(new Deliveries(Map.of(1L, processed(2), 2L, processed(1)), Set.of(SOURCE)));
        list();
        pass(Duration.ofSeconds(1));
        months.heard(new Deliveries(Map.of(2L, processed(1), 3L, new Manifest(SOURCE, 0, null, true)), Set.of(SOURCE)));
        assertThat(due()).isFalse();
        months.heard(new Deliveries(Map.of(2L, processed(1), 3L, new Manifest(SOURCE, 0, null, false)), Set.of(SOURCE)));
        assertThat(due()).as("koku has given up files that it may have written").isTrue();
    }

    @Test
    void aMonthWhoseFilesHaveNotSettledIsDue() {
        months.heard(described(processed(2)));
        list();
        assertThat(months.due(List.of(OCTOBER), Set.of(OCTOBER))).containsExactly(OCTOBER);
    }

    @Test
    void aMonthThatWasNotInThePollIsListedWhenItIsBack() {
        months.heard(described(processed(2)));
        list();
        months.due(List.of(), Set.of());
        assertThat(due()).isTrue();
    }

    @Test
    void anotherMonthIsOneThatWasListedOfAnotherSourceIfThereIsOne() {
        SourceMonth september = new SourceMonth(OCTOBER.source(), OCTOBER.month().minusMonths(1));
        SourceMonth ofAnother = new SourceMonth(
                SourceSettings.cluster("org1234567", "OCP", "00000000-0000-0000-0000-000000000002", "other", "other", null), OCTOBER.month());
        List<SourceMonth> all = List.of(OCTOBER, september, ofAnother);
        assertThat(months.other(all, Set.of(OCTOBER))).as("before any was listed").isEmpty();
        months.listed(september, months.begin(), List.of());
        assertThat(months.other(all, Set.of(OCTOBER))).contains(september);
        months.listed(ofAnother, months.begin(), List.of());
        assertThat(months.other(all, Set.of(OCTOBER))).contains(ofAnother);
        assertThat(months.other(List.of(OCTOBER), Set.of(OCTOBER))).isEmpty();
    }

    @Test
    void theSameFilesAreTheSameObjectsAndAnOlderListingDoesNotReplaceANewerOne() {
        long before = months.begin();
        pass(Duration.ofSeconds(1));
        List<LakeFile> first = months.listed(OCTOBER, months.begin(), List.of(daily(3), hourly(3)));
        assertThat(months.listed(OCTOBER, months.begin(), List.of(daily(3), hourly(3)))).isSameAs(first);
        months.listed(OCTOBER, before, List.of());
        assertThat(months.files(OCTOBER)).isSameAs(first);
    }

    @Test
    void aSourceIsCompleteWhenNothingIsUnderWayBeforeAndAfterTheListing() {
        Deliveries done = described(processed(2));
        Deliveries underWay = new Deliveries(Map.of(1L, processed(2), 2L, new Manifest(SOURCE, 1, Instant.EPOCH, true)), Set.of(SOURCE));
        months.heard(done);
        assertThat(months.complete(Set.of(SOURCE), done)).containsExactly(SOURCE);
        assertThat(months.complete(Set.of(SOURCE), underWay)).as("another delivery has begun").isEmpty();
        assertThat(months.complete(Set.of(SOURCE), described(processed(3)))).as("another file was written").isEmpty();
        months.heard(underWay);
        assertThat(months.complete(Set.of(SOURCE), done)).isEmpty();
        months.heard(new Deliveries(done.manifests(), Set.of()));
        assertThat(months.complete(Set.of(SOURCE), done)).as("koku does not describe it").isEmpty();
    }

    private static Deliveries described(Manifest manifest) {
        return new Deliveries(Map.of(1L, manifest), Set.of(SOURCE));
    }

    private static Manifest processed(int files) {
        return new Manifest(SOURCE, files, Instant.EPOCH, false);
    }

    private void list() {
        months.listed(OCTOBER, months.begin(), List.of());
    }

    private boolean due() {
        return !months.due(List.of(OCTOBER), Set.of()).isEmpty();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
