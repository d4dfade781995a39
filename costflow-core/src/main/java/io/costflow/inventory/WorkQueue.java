package io.costflow.inventory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;

/**
 * Hands out work in its order, as many splits as readers ask for, those of a reader in one message. A reader asks for several, since requests to an object store
 * take long. A file that is not small is handed to a reader only when it has nothing else: the others must not run out of work meanwhile.
 */
final class WorkQueue {

    private record Handed(InventorySplit split, int reader) {}

    private final SplitEnumeratorContext<InventorySplit> context;
    private final Deque<InventorySplit> queue = new ArrayDeque<>();
    private final Map<String, Handed> inProgress = new HashMap<>();
    /** How many splits each reader has asked for that it was not given. */
    private final SortedMap<Integer, Integer> waiting = new TreeMap<>();
    private final Set<Integer> finished = new HashSet<>();

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

    /** A reader begins, which may follow one with the same number that has failed. */
    void begin(int reader) {
        waiting.remove(reader);
        finished.remove(reader);
    }

    /** A reader can take so many splits more. */
    void ask(int reader, int splits) {
        if (splits > 0) {
            waiting.merge(reader, splits, Integer::sum);
            assign();
        }
    }

    private void assign() {
        waiting.keySet().removeIf(reader -> !context.registeredReaders().containsKey(reader));
        Map<Integer, List<InventorySplit>> assigned = new HashMap<>();
        while (!queue.isEmpty()) {
            Optional<Integer> reader = readerOf(queue.peek());
            if (reader.isEmpty()) {
                break;
            }
            InventorySplit next = queue.poll();
            waiting.computeIfPresent(reader.get(), (r, asked) -> asked == 1 ? null : asked - 1);
            inProgress.put(next.splitId(), new Handed(next, reader.get()));
            assigned.computeIfAbsent(reader.get(), r -> new ArrayList<>()).add(next);
        }
        if (!assigned.isEmpty()) {
            context.assignSplits(new SplitsAssignment<>(assigned));
        }
    }

    /** The reader that waits for a split and has least to do. */
    private Optional<Integer> readerOf(InventorySplit split) {
        boolean small = split.reading() == null || ListedFile.isSmall(split.reading().file());
        Map<Integer, Long> held = inProgress.values().stream().collect(Collectors.groupingBy(Handed::reader, Collectors.counting()));
        return waiting.keySet().stream()
                .filter(reader -> small || !held.containsKey(reader))
                .min(Comparator.comparingLong(reader -> held.getOrDefault(reader, 0L)));
    }

    /** A reader has ended a split; empty when it was not handed out by this queue. */
    Optional<InventorySplit> end(String splitId) {
        return Optional.ofNullable(inProgress.remove(splitId)).map(Handed::split);
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
        return queue.stream().anyMatch(split -> split.reading() != null) || inProgress.values().stream().anyMatch(handed -> handed.split.reading() != null);
    }

    /** Tells the readers that wait that nothing will come any more, each once. */
    void finish() {
        waiting.keySet().stream().filter(finished::add).forEach(context::signalNoMoreSplits);
        waiting.clear();
    }
}
