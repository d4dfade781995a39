package io.costflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.LakeFile;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which reader gets which split, and when. */
class WorkQueueTest {

    private final FakeEnumeratorContext context = new FakeEnumeratorContext();
    private final WorkQueue queue = new WorkQueue(context);

    @BeforeEach
    void register() {
        context.register(0);
        context.register(1);
    }

    @Test
    void aReaderGetsAsManySplitsAsItAskedFor() {
        queue.ask(0, 3);
        queue.add(small(5));

        assertThat(handedTo(0)).isEqualTo(3);
        queue.ask(0, 1);
        assertThat(handedTo(0)).isEqualTo(4);
    }

    @Test
    void theReaderWithLeastToDoComesFirst() {
        queue.ask(0, 4);
        queue.ask(1, 4);
        queue.add(small(4));

        assertThat(handedTo(0)).isEqualTo(2);
        assertThat(handedTo(1)).isEqualTo(2);
    }

    @Test
    void theSplitsOfAReaderComeInOneMessage() {
        queue.ask(0, 4);
        queue.ask(1, 2);
        queue.add(small(9));

        assertThat(handedTo(0)).isEqualTo(4);
        assertThat(handedTo(1)).isEqualTo(2);
        assertThat(context.messages).containsExactlyInAnyOrder(0, 1);
        queue.ask(1, 3);
        assertThat(handedTo(1)).isEqualTo(5);
        assertThat(context.messages).containsExactlyInAnyOrder(0, 1, 1);
    }

    @Test
    void aLargeFileIsHandedToAReaderThatHasNothingElse() {
        queue.ask(0, 2);
        InventorySplit large = split(7, WholeFile.LARGEST + 1);
        queue.add(List.of(split(1, 10), large, split(2, 10)));
        assertThat(context.assigned.get(0)).as("the large file waits").hasSize(1);

        queue.end(context.assigned.get(0).get(0).splitId());
        queue.ask(0, 1);

        assertThat(context.assigned.get(0)).hasSize(3).element(1).isEqualTo(large);
    }

    @Test
    void aReaderThatAskedSeveralTimesIsToldOnceThatNothingWillCome() {
        queue.ask(0, 2);
        queue.finish();
        context.toldNoMore.clear();
        queue.ask(0, 1);
        queue.finish();
        assertThat(context.toldNoMore).isEmpty();

        queue.begin(0);
        queue.ask(0, 1);
        queue.finish();
        assertThat(context.toldNoMore).as("one that began again").containsExactly(0);
    }

    @Test
    void whatAReaderAskedForBeforeItFailedIsNotOwedToTheOneThatFollows() {
        queue.ask(0, 2);
        queue.begin(0);
        queue.ask(0, 1);
        queue.add(small(2));

        assertThat(handedTo(0)).isEqualTo(1);
    }

    private int handedTo(int reader) {
        return context.assigned.getOrDefault(reader, List.of()).size();
    }

    private static List<InventorySplit> small(int number) {
        return IntStream.rangeClosed(1, number).mapToObj(day -> split(day, 10)).toList();
    }

    private static InventorySplit split(int day, long size) {
        LakeFile file = Lake.daily(day);
        return InventorySplit.of(FileReading.ofDays(new LakeFile(file.report(), file.path(), size, file.modified()), Lake.OCTOBER, 1));
    }
}
