package io.costflow.provider.openshift;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * What koku's cost models need to know of a cluster's line items (specification, K.7), by the day. The tables that hold them are Costflow's own
 * ({@link FactTables}).
 */
public final class Facts {

    private Facts() {}

    /**
     * How long a virtual machine was up with a number of cores.
     *
     * @param name its name; machines of one name in two namespaces are one, as in koku
     * @param cores the requested cores
     * @param uptimeSeconds the sum over the hours; null if none was reported
     * @param lastInterval the last hour with these cores
     * @param claims the volume claims that were reported, the empty name included
     */
    public record MachineDay(LocalDate day, String name, Double cores, Double uptimeSeconds, LocalDateTime lastInterval, List<String> claims) {}

    /**
     * Where a virtual machine ran.
     *
     * @param lastInterval the last hour on the node under the resource id
     * @param cores the requested cores in that hour
     * @param memoryBytes the requested memory in that hour
     */
    public record MachinePlace(LocalDate day, String name, String node, String resourceId, LocalDateTime lastInterval, Double cores, Double memoryBytes) {}

    /**
     * How many hourly line items of pods carry the label of a virtual machine.
     *
     * @param claims the volume claims of these pods
     */
    public record MachinePodHours(LocalDate day, String name, long rows, List<String> claims) {}

    /**
     * A GPU that a pod used.
     *
     * @param part tells equal line items of several files apart, each of which costs
     */
    public record GpuUse(
            LocalDate day,
            String node,
            String namespace,
            String pod,
            String uuid,
            String migInstance,
            int part,
            String vendor,
            String model,
            Double memoryMib,
            String migProfile,
            String migStrategy,
            Double slices,
            Double maxSlices,
            Double migMemoryMib,
            Double uptimeSeconds) {}

    /**
     * A node with GPUs under one set of labels.
     *
     * @param gpuCount how many GPUs it has, as the label says
     * @param product their model, as the label says
     * @param migStrategy how they are split, as the label says
     * @param labelsHash tells sets of labels apart
     * @param hours the hours with these labels
     */
    public record GpuNode(LocalDate day, String node, String gpuCount, String product, String migStrategy, String labelsHash, long hours) {}

    /** A set of labels that a namespace had. */
    public record NamespaceLabels(LocalDate day, String namespace, LabelSet labels) {}
}
