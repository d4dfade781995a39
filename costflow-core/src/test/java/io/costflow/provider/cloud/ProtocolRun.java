package io.costflow.provider.cloud;

import io.costflow.assembly.AssemblerHarness;
import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.Retention;
import io.costflow.provider.openshift.ClusterDay;
import io.costflow.provider.openshift.OpenShiftDayFunction;
import io.costflow.publish.DayMark;
import io.costflow.publish.DayOutput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * The operators between the sources and the sink, as a cluster runs them: every day is assembled by a subtask of its own, and what the subtasks emit reaches
 * the correlation in the order in which each of them emitted it, but however late.
 */
final class ProtocolRun implements AutoCloseable {

    private final List<AssemblerHarness> subtasks = new ArrayList<>();
    private final List<Queue<Object>> channels = new ArrayList<>();
    private final CorrelationHarness correlation;
    private final OneInputStreamOperatorTestHarness<CompleteDay, DayOutput> openShift;
    private final List<int[]> taken = new ArrayList<>();

    ProtocolRun(int subtasks) throws Exception {
        this(new CorrelationHarness(Retention.WHILE_IN_WINDOW));
        for (int i = 0; i < subtasks; i++) {
            add(new AssemblerHarness(Retention.WHILE_IN_WINDOW));
        }
    }

    private ProtocolRun(CorrelationHarness correlation) throws Exception {
        this.correlation = correlation;
        openShift = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new OpenShiftDayFunction(Retention.WHILE_IN_WINDOW)));
        openShift.open();
    }

    private void add(AssemblerHarness subtask) {
        subtasks.add(subtask);
        channels.add(new ArrayDeque<>());
        taken.add(new int[2]);
    }

    /** The run that goes on from a checkpoint of this one. Checkpoints are aligned: what was emitted before has arrived. */
    ProtocolRun restarted() throws Exception {
        for (int i = 0; i < channels.size(); i++) {
            while (deliver(i)) {
                // until nothing is under way
            }
        }
        ProtocolRun restarted = new ProtocolRun(correlation.restarted());
        for (AssemblerHarness subtask : subtasks) {
            restarted.add(subtask.restarted());
        }
        return restarted;
    }

    /** Sends each subtask its inputs in order, while what it emits is delivered at random. */
    ProtocolRun send(List<? extends List<?>> inputs, Random random) throws Exception {
        List<Queue<Object>> left = new ArrayList<>();
        inputs.forEach(those -> left.add(new ArrayDeque<>(those)));
        while (left.stream().anyMatch(those -> !those.isEmpty()) || channels.stream().anyMatch(channel -> !channel.isEmpty())) {
            int subtask = random.nextInt(subtasks.size());
            if (random.nextBoolean()) {
                deliver(subtask);
            } else if (!left.get(subtask).isEmpty()) {
                subtasks.get(subtask).send(left.get(subtask).remove());
                emit(subtask);
            }
        }
        return this;
    }

    private void emit(int subtask) throws Exception {
        List<CompleteDay> clusters = subtasks.get(subtask).output();
        List<CompleteDay> clouds = subtasks.get(subtask).cloudDays();
        int[] before = taken.set(subtask, new int[] {clusters.size(), clouds.size()});
        channels.get(subtask).addAll(clouds.subList(before[1], clouds.size()));
        for (CompleteDay day : clusters.subList(before[0], clusters.size())) {
            openShift.processElement(day, 0);
            var days = openShift.getSideOutput(OpenShiftDayFunction.CLUSTER_DAYS);
            channels.get(subtask).add(days.remove().getValue());
        }
    }

    private boolean deliver(int subtask) throws Exception {
        Object next = channels.get(subtask).poll();
        if (next instanceof CompleteDay cloud) {
            correlation.send(cloud);
        } else if (next instanceof ClusterDay cluster) {
            correlation.send(cluster);
        }
        return next != null;
    }

    /** The marks of the cloud source's day, in the order in which they reach the sink. */
    List<DayMark> marks() {
        return correlation.marks();
    }

    @Override
    public void close() throws Exception {
        for (AssemblerHarness subtask : subtasks) {
            subtask.close();
        }
        openShift.close();
        correlation.close();
    }
}
