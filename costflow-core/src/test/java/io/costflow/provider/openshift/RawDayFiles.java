package io.costflow.provider.openshift;

import io.costflow.lineitem.CombinedDay;
import io.costflow.lineitem.LineItemLayout;
import io.costflow.lineitem.LineItemReader.CombinedFile;
import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.ParquetTestFile;
import io.costflow.lineitem.parquet.UnreadableFileException;
import io.costflow.provider.DayContents;
import io.costflow.provider.Layouts;
import io.costflow.provider.Report;
import io.costflow.provider.openshift.RawDay.LabelsItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Writes the line items of a day to Parquet files and reads them back as the job does: decoded, combined, encoded for the network and decoded again. */
final class RawDayFiles {

    /**
     * How the line items of one report are spread over files.
     *
     * @param ends where the files end, each as a part of all rows; the last file takes the rest
     * @param rowGroupRows how many rows a row group has
     */
    record Cut(List<Double> ends, int rowGroupRows) {
        static final Cut ONE_FILE = new Cut(List.of(), Integer.MAX_VALUE);
    }

    /** The reports that the summary of a day is computed from. */
    static final List<Report> REPORTS = 
            OpenShift.PROVIDER.reports().stream().filter(new OpenShiftSummary().groupings()::containsKey).toList();

    private static final Layouts LAYOUTS = new Layouts(Set.of(new OpenShiftSummary().id()));

    private static final String TIME = "required int64 interval_start (TIMESTAMP(MILLIS,false))";

    private final RawDay raw;

    private RawDayFiles(RawDay raw) {
        this.raw = raw;
    }

    /** One file of each report. */
    static List<DayContents.File> of(RawDay raw) {
        return of(raw, Map.of());
    }

    /** The files of each report, cut as said; one file where nothing is said. */
    static List<DayContents.File> of(RawDay raw, Map<Report, Cut> cuts) {
        RawDayFiles files = new RawDayFiles(raw);
        List<DayContents.File> all = new ArrayList<>();
        for (Report report : REPORTS) {
            all.addAll(files.write(report, cuts.getOrDefault(report, Cut.ONE_FILE)));
        }
        return all;
    }

    private List<DayContents.File> write(Report report, Cut cut) {
        return switch (report.id()) {
            case "POD_USAGE_HOURLY" -> write(report, cut, raw.hours(), this::row,
                    texts("node"), numbers("node_capacity_cpu_core_seconds", "node_capacity_memory_byte_seconds"));
            case "POD_USAGE_DAILY" -> write(report, cut, raw.pods(), this::row,
                    texts("namespace", "pod", "node", "resource_id", "pod_labels", "node_role"),
                    numbers("pod_usage_cpu_core_seconds", "pod_request_cpu_core_seconds", "pod_effective_usage_cpu_core_seconds", "pod_limit_cpu_core_seconds"),
                    numbers("pod_usage_memory_byte_seconds", "pod_request_memory_byte_seconds", "pod_effective_usage_memory_byte_seconds",
                            "pod_limit_memory_byte_seconds"),
                    numbers("node_capacity_cpu_cores", "node_capacity_memory_bytes"));
            case "STORAGE_USAGE_DAILY" -> write(report, cut, raw.volumes(), this::row,
                    texts("namespace", "pod", "persistentvolumeclaim", "persistentvolume", "storageclass", "csi_volume_handle", "persistentvolume_labels",
                            "persistentvolumeclaim_labels"),
                    numbers("persistentvolumeclaim_capacity_bytes", "persistentvolumeclaim_capacity_byte_seconds", "volume_request_storage_byte_seconds",
                            "persistentvolumeclaim_usage_byte_seconds"));
            case "NODE_LABELS_DAILY" -> write(report, cut, raw.nodeLabels(), this::row, texts("node", "node_labels"));
            case "NAMESPACE_LABELS_DAILY" -> write(report, cut, raw.namespaceLabels(), this::row, texts("namespace", "namespace_labels"));
            default -> throw new IllegalArgumentException("No day is computed from " + report + ".");
        };
    }

    @SafeVarargs
    private <T> List<DayContents.File> write(Report report, Cut cut, List<T> items, Function<T, Object[]> row, List<String>... columns) {
        List<String> all = new ArrayList<>(List.of(TIME));
        List.of(columns).forEach(all::addAll);
        List<Integer> ends = new ArrayList<>(cut.ends().stream().map(end -> (int) (end * items.size())).sorted().toList());
        ends.add(items.size());
        List<DayContents.File> files = new ArrayList<>();
        int begin = 0;
        for (int end : ends) {
            ParquetTestFile file = ParquetTestFile.with(all.toArray(String[]::new)).rowGroupRows(cut.rowGroupRows());
            items.subList(begin, end).forEach(item -> file.row(row.apply(item)));
            files.add(new DayContents.File(report.id(), combined(report, file)));
            begin = end;
        }
        return files;
    }

    private CombinedDay combined(Report report, ParquetTestFile file) {
        LineItemLayout layout = LAYOUTS.layout(report.id());
        LocalDate day = raw.day();
        try {
            CombinedFile combined = LineItemReader.combine(file.file(), layout, YearMonth.from(day), wanted -> wanted == day.toEpochDay());
            CombinedDay lineItems = combined.days().getOrDefault(day.toEpochDay(), CombinedDay.empty(layout));
            return CombinedDay.decode(lineItems.encode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableFileException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object[] row(RawDay.PodItem pod) {
        return new Object[] {
            hour(0), pod.namespace(), pod.pod(), pod.node(), pod.resourceId(), pod.labels(), pod.nodeRole(),
            pod.cpu().usage(), pod.cpu().request(), pod.cpu().effective(), pod.cpu().limit(),
            pod.memory().usage(), pod.memory().request(), pod.memory().effective(), pod.memory().limit(),
            pod.nodeCores(), pod.nodeBytes()
        };
    }

    private Object[] row(RawDay.HourItem item) {
        return new Object[] {hour(item.hour()), item.node(), item.coreSeconds(), item.byteSeconds()};
    }

    private Object[] row(RawDay.VolumeItem item) {
        return new Object[] {
            hour(0), item.namespace(), item.pod(), item.claim(), item.volume(), item.storageClass(), item.csiVolumeHandle(), item.volumeLabels(),
            item.claimLabels(), item.capacityBytes(), item.capacityByteSeconds(), item.requestByteSeconds(), item.usageByteSeconds()
        };
    }

    private Object[] row(LabelsItem item) {
        return new Object[] {hour(0), item.owner(), item.labels()};
    }

    private long hour(int hour) {
        return raw.day().atTime(hour, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static List<String> texts(String... names) {
        return List.of(names).stream().map(name -> "optional binary " + name + " (STRING)").toList();
    }

    private static List<String> numbers(String... names) {
        return List.of(names).stream().map(name -> "optional double " + name).toList();
    }
}
