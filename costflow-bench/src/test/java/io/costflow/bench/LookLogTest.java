package io.costflow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.testbed.RequestListener.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the listings that an object store saw say of looks. */
class LookLogTest {

    private static final List<String> PODS_AND_DISKS = List.of(
            "pods/source=a/month=10/", "disks/source=a/month=10/", "pods/source=b/month=10/", "disks/source=b/month=10/");

    private final LookLog log = new LookLog(PODS_AND_DISKS.size());

    private void list(List<String> prefixes) {
        prefixes.forEach(prefix -> log.answered(Kind.LIST, prefix));
    }

    @Test
    void aLookHasEndedWhenEveryPrefixWasListed() {
        CompletableFuture<Long> ended = log.endOfLookAt(PODS_AND_DISKS.get(0));
        list(PODS_AND_DISKS.subList(0, 3));
        assertThat(ended).isNotDone();
        list(PODS_AND_DISKS.subList(3, 4));

        assertThat(ended).isDone();
        assertThat(log.looks()).extracting(LookLog.Look::lists).containsExactly(4);
        assertThat(log.listsApart()).isZero();
    }

    @Test
    void aMonthThatIsListedApartIsNotPartOfTheLookThatFollows() {
        list(PODS_AND_DISKS.subList(0, 2));
        list(PODS_AND_DISKS);

        assertThat(log.looks()).extracting(LookLog.Look::lists).containsExactly(4);
        assertThat(log.listsApart()).isEqualTo(2);
    }

    @Test
    void aLookThatWasBrokenOffIsNotPartOfTheNextProcessesFirst() {
        list(PODS_AND_DISKS.subList(2, 4));
        log.begin();
        list(PODS_AND_DISKS.subList(0, 2));
        assertThat(log.looks()).isEmpty();
        list(PODS_AND_DISKS.subList(2, 4));

        assertThat(log.looks()).extracting(LookLog.Look::lists).containsExactly(4);
        assertThat(log.listsApart()).isZero();
    }
}
