package io.costflow.inventory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Hands out work in its order, one split at a time, to the readers that ask for it. */
final class WorkQueue {

    private final SplitEnumeratorContext<InventorySplit> context;
    private final Deque<InventorySplit> queue = new ArrayDeque<>();
    private final Map<String, InventorySplit> inProgress = new HashMap<>();
    private final Set<Integer> waiting = new HashSet<>();

    WorkQueue(SplitEnumeratorContext<InventorySplit> context) {
        this.context = context;
    }

    void add(List<InventorySplit> work) {
        queue.addAll(work);
        assign();
    }

    /** Work that other work waits for: it is handed out before what is in the queue already. */
    void addFirst(List<InventorySplit> work) {
        for (int i = work.size() - 1; i >= 0; i--) {
            queue.addFirst(work.get(i));
        }
        assign();
    }

    /** A reader has nothing to do. */
    void ask(int reader) {
        waiting.add(reader);
        assign();
    }

    private void assign() {
        waiting.removeIf(reader -> !context.registeredReaders().containsKey(reader));
        for (int reader : new TreeSet<>(waiting)) {
            InventorySplit next = queue.poll();
            if (next == null) {
                break;
            }
            waiting.remove(reader);
            inProgress.put(next.splitId(), next);
            context.assignSplit(next, reader);
        }
    }

    /** A reader has ended a split; empty when it was not handed out by this queue. */
    Optional<InventorySplit> end(String splitId) {
        return Optional.ofNullable(inProgress.remove(splitId));
    }

    /**
     * What a reader had is handed out again, before anything else.
     *
     * @return those of the splits that had ended already
     */
    List<InventorySplit> putBack(List<InventorySplit> splits) {
        List<InventorySplit> ended = splits.stream().filter(split -> inProgress.remove(split.splitId()) == null).toList();
        addFirst(splits);
        return ended;
    }

    /** Whether everything was handed out and has ended. */
    boolean isIdle() {
        return queue.isEmpty() && inProgress.isEmpty();
    }

    /** Whether files are to be read, or are being read. */
    boolean hasReadings() {
        return queue.stream().anyMatch(split -> split.reading() != null) || inProgress.values().stream().anyMatch(split -> split.reading() != null);
    }

    /** Tells the readers that wait that nothing will come any more. */
    void finish() {
        waiting.forEach(context::signalNoMoreSplits);
        waiting.clear();
    }
}
