package io.costflow.testbed;

import static io.costflow.testbed.LineItemColumn.key;
import static io.costflow.testbed.LineItemColumn.max;
import static io.costflow.testbed.LineItemColumn.sum;

import java.time.Instant;

/**
 * A persistent volume claim that a pod mounted for an hour.
 *
 * @param hour the start of the hour
 * @param namespace the claim's namespace
 * @param node the node that it was mounted on
 * @param pod the pod that mounted it
 * @param claim the claim's name
 * @param volume what it is bound to
 * @param capacityBytes the volume's size
 * @param requestBytes what the claim asked for
 * @param usageBytes what was filled
 * @param claimLabels the claim's labels, as {@link LabelText} writes them
 */
public record VolumeHour(
        Instant hour,
        String namespace,
        String node,
        String pod,
        String claim,
        Volume volume,
        double capacityBytes,
        double requestBytes,
        double usageBytes,
        String claimLabels)
        implements LineItem {
    private static final double SECONDS = 3600;

    static final ReportLayout<VolumeHour> LAYOUT = ReportLayout.of(
            "storage_usage",
            key("namespace", VolumeHour::namespace),
            key("node", VolumeHour::node),
            key("pod", VolumeHour::pod),
            key("persistentvolumeclaim", VolumeHour::claim),
            key("persistentvolume", item -> item.volume.name),
            key("storageclass", item -> item.volume.storageClass),
            key("csi_driver", item -> item.volume.csiDriver),
            key("csi_volume_handle", item -> item.volume.csiHandle),
            key("persistentvolume_labels", item -> item.volume.labels),
            key("persistentvolumeclaim_labels", VolumeHour::claimLabels),
            max("persistentvolumeclaim_capacity_bytes", VolumeHour::capacityBytes),
            sum("persistentvolumeclaim_capacity_byte_seconds", item -> item.capacityBytes * SECONDS),
            sum("volume_request_storage_byte_seconds", item -> item.requestBytes * SECONDS),
            sum("persistentvolumeclaim_usage_byte_seconds", item -> item.usageBytes * SECONDS));

    /** A persistent volume: its name, its storage class, the driver that provides it with the driver's handle, and its labels as {@link LabelText} writes. */
    public record Volume(String name, String storageClass, String csiDriver, String csiHandle, String labels) {}
}
