package io.costflow.demo;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.IntFunction;

/** Writes the usage of one source to a folder in the layout of koku's data lake (storage layout, A.1, A.3, A.7 and A.9). */
public final class LakeWriter {
    /** Where koku begins a new chunk. */
    public static final int ROWS_PER_CHUNK = 200_000;

    private final Path root;
    private final String account;
    private final String source;
    private final int manifest;
    private final int rowsPerChunk;
    private final LakeTotals totals;

    /** Writes chunks of {@value #ROWS_PER_CHUNK} rows. */
    public LakeWriter(Path root, String account, String source, int manifest) {
        this(root, account, source, manifest, ROWS_PER_CHUNK, new LakeTotals());
    }

    /**
     * @param root the folder that holds {@code <account>/OCP} and {@code daily/<account>/OCP}
     * @param account the account in the paths
     * @param source the source's UUID
     * @param manifest the number in the files' names that tells deliveries apart
     * @param rowsPerChunk after how many rows a new file begins
     * @param totals counts what is written
     */
    public LakeWriter(Path root, String account, String source, int manifest, int rowsPerChunk, LakeTotals totals) {
        this.root = root;
        this.account = account;
        this.source = source;
        this.manifest = manifest;
        this.rowsPerChunk = rowsPerChunk;
        this.totals = totals;
    }

    public DayFiles<PodHour> pods(LocalDate day) {
        return files(PodHour.LAYOUT, day);
    }

    public DayFiles<VolumeHour> volumes(LocalDate day) {
        return files(VolumeHour.LAYOUT, day);
    }

    public DayFiles<NodeHour> nodeLabels(LocalDate day) {
        return files(NodeHour.LAYOUT, day);
    }

    public DayFiles<NamespaceHour> namespaceLabels(LocalDate day) {
        return files(NamespaceHour.LAYOUT, day);
    }

    /** What has been written so far. */
    public LakeTotals totals() {
        return totals;
    }

    private <T extends LineItem> DayFiles<T> files(ReportLayout<T> layout, LocalDate day) {
        String month = "%s/OCP/%s/source=%s/year=%d/month=%02d".formatted(account, layout.name(), source, day.getYear(), day.getMonthValue());
        String base = "%s.%s.%d.0".formatted(layout.name(), day, manifest);
        IntFunction<Path> hourly = chunk -> root.resolve(month).resolve(base + "_" + chunk + ".parquet");
        IntFunction<Path> daily = chunk -> root.resolve("daily").resolve(month).resolve(base + "_daily_" + chunk + ".parquet");
        return new DayFiles<>(layout, hourly, daily, rowsPerChunk, totals);
    }
}
