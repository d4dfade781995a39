package io.costflow.provider.openshift;

import io.costflow.day.SourceDay;
import io.costflow.provider.DayContents;
import io.costflow.provider.Layouts;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.List;

/** All line items of one cluster and day as they are uploaded, and the tenant's reference data. */
record RawDay(
        LocalDate day,
        List<PodItem> pods,
        List<HourItem> hours,
        List<VolumeItem> volumes,
        List<LabelsItem> nodeLabels,
        List<LabelsItem> namespaceLabels,
        ReferenceSnapshot reference) {

    static final double HOUR = 3600;
    static final double GIB = 1L << 30;

    private static final SourceSettings CLUSTER =
            SourceSettings.cluster("org1234567", OpenShift.TYPE, "00000000-0000-0000-0000-000000000001", "cluster", "Cluster", null);

    /** What the day is computed from when its line items were read from these files. */
    DayContents contents(List<DayContents.File> files) {
        return new DayContents(SourceDay.of(CLUSTER.tenant(), CLUSTER.uuid(), day), CLUSTER, files, Layouts.ofAll(), reference, remark -> {});
    }

    /** Usage, request, effective usage and limit: in core-seconds or byte-seconds. */
    record Used(Double usage, Double request, Double effective, Double limit) {
        /** The same amount for everything. */
        static Used all(double amount) {
            return new Used(amount, amount, amount, amount);
        }
    }

    /** A pod by the day. What a test does not say is one core-hour and one GiB-hour of everything, on a node of 4 cores and 16 GiB. */
    record PodItem(
            String namespace, String pod, String node, String resourceId, String labels, Used cpu, Used memory, Double nodeCores, Double nodeBytes,
            String nodeRole) {

        /** A pod without labels; the node's resource id is {@code i-} and its name. */
        static PodItem pod(String namespace, String pod, String node) {
            return new PodItem(namespace, pod, node, "i-" + node, "{}", Used.all(HOUR), Used.all(HOUR * GIB), 4.0, 16 * GIB, null);
        }

        PodItem resourceId(String other) {
            return new PodItem(namespace, pod, node, other, labels, cpu, memory, nodeCores, nodeBytes, nodeRole);
        }

        PodItem labels(String other) {
            return new PodItem(namespace, pod, node, resourceId, other, cpu, memory, nodeCores, nodeBytes, nodeRole);
        }

        /** In core-seconds. */
        PodItem cpu(Double usage, Double request, Double effective, Double limit) {
            return new PodItem(
                    namespace, pod, node, resourceId, labels, new Used(usage, request, effective, limit), memory, nodeCores, nodeBytes, nodeRole);
        }

        /** In byte-seconds. */
        PodItem memory(Double usage, Double request, Double effective, Double limit) {
            return new PodItem(
                    namespace, pod, node, resourceId, labels, cpu, new Used(usage, request, effective, limit), nodeCores, nodeBytes, nodeRole);
        }

        PodItem onNodeOf(Double cores, Double bytes) {
            return new PodItem(namespace, pod, node, resourceId, labels, cpu, memory, cores, bytes, nodeRole);
        }

        PodItem nodeRole(String role) {
            return new PodItem(namespace, pod, node, resourceId, labels, cpu, memory, nodeCores, nodeBytes, role);
        }
    }

    /** The capacity of a node in one interval, as an hourly pod line item says it. */
    record HourItem(int hour, String node, Double coreSeconds, Double byteSeconds) {}

    /** A volume by the day. What a test does not say is a volume of 10 GiB without amounts and labels. */
    record VolumeItem(
            String namespace,
            String pod,
            String claim,
            String volume,
            String storageClass,
            String csiVolumeHandle,
            String volumeLabels,
            String claimLabels,
            Double capacityBytes,
            Double capacityByteSeconds,
            Double requestByteSeconds,
            Double usageByteSeconds) {

        static VolumeItem volume(String namespace, String pod, String claim, String volume) {
            return new VolumeItem(namespace, pod, claim, volume, "gp3", "vol-1", "{}", "{}", 10 * GIB, null, null, null);
        }

        VolumeItem of(String newStorageClass, String newCsiVolumeHandle) {
            return new VolumeItem(
                    namespace, pod, claim, volume, newStorageClass, newCsiVolumeHandle, volumeLabels, claimLabels, capacityBytes, capacityByteSeconds,
                    requestByteSeconds, usageByteSeconds);
        }

        VolumeItem labels(String ofVolume, String ofClaim) {
            return new VolumeItem(
                    namespace, pod, claim, volume, storageClass, csiVolumeHandle, ofVolume, ofClaim, capacityBytes, capacityByteSeconds, requestByteSeconds,
                    usageByteSeconds);
        }

        VolumeItem capacityBytes(Double bytes) {
            return new VolumeItem(
                    namespace, pod, claim, volume, storageClass, csiVolumeHandle, volumeLabels, claimLabels, bytes, capacityByteSeconds, requestByteSeconds,
                    usageByteSeconds);
        }

        /** In byte-seconds. */
        VolumeItem amounts(Double capacity, Double request, Double usage) {
            return new VolumeItem(
                    namespace, pod, claim, volume, storageClass, csiVolumeHandle, volumeLabels, claimLabels, capacityBytes, capacity, request, usage);
        }
    }

    /** The labels of a node or namespace. */
    record LabelsItem(String owner, String labels) {}
}
