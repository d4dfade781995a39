package io.costflow.testbed;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.IntFunction;

/** Writes the line items of one source to a folder in the layout of koku's data lake (storage layout, A.1, A.3, A.7, A.9 and A.10; Azure, Z.1; GCP, G.1). */
public final class LakeWriter {
    /** Where koku begins a new chunk. */
    public static final int ROWS_PER_CHUNK = 200_000;

    private static final String AWS_REPORT = "hourly-00001";
    private static final String AZURE_REPORT = "daily-export";

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
     * @param root the folder that holds {@code <account>} and {@code daily/<account>}
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
        return openShift(PodHour.LAYOUT, day);
    }

    public DayFiles<VolumeHour> volumes(LocalDate day) {
        return openShift(VolumeHour.LAYOUT, day);
    }

    public DayFiles<NodeHour> nodeLabels(LocalDate day) {
        return openShift(NodeHour.LAYOUT, day);
    }

    public DayFiles<NamespaceHour> namespaceLabels(LocalDate day) {
        return openShift(NamespaceHour.LAYOUT, day);
    }

    /** The bill of an AWS account: line items by the hour, rolled up by the day. */
    public DayFiles<AwsHour> awsBill(LocalDate day) {
        return files(AwsHour.LAYOUT, day, "AWS", "AWS/raw", "%s_manifestid-%d_basefile-%s_batch-0".formatted(day, manifest, AWS_REPORT));
    }

    /** The bill of an Azure subscription: line items by the day. */
    public DayFiles<AzureDay> azureBill(LocalDate day) {
        String base = "%s_manifestid-%d_basefile-%s_batch-0".formatted(day, manifest, AZURE_REPORT);
        Path month = root.resolve(account).resolve("Azure").resolve(month(day));
        return new DayFiles<>(AzureDay.LAYOUT, chunk -> month.resolve(base + "_" + chunk + ".parquet"), rowsPerChunk, totals);
    }

    /** The bill of a GCP project: line items by the hour, rolled up by the day, in the month of the invoice. */
    public DayFiles<GcpHour> gcpBill(LocalDate day) {
        String base = "%d%02d_%s_%s".formatted(day.getYear(), day.getMonthValue(), day, day);
        return files(GcpHour.LAYOUT, day, "GCP", "GCP/raw", base);
    }

    /** What has been written so far. */
    public LakeTotals totals() {
        return totals;
    }

    private <T extends LineItem> DayFiles<T> openShift(ReportLayout<T> layout, LocalDate day) {
        String report = "OCP/" + layout.name();
        return files(layout, day, report, report, "%s.%s.%d.0".formatted(layout.name(), day, manifest));
    }

    private <T extends LineItem> DayFiles<T> files(ReportLayout<T> layout, LocalDate day, String hourlyReport, String dailyReport, String base) {
        Path hourlyMonth = root.resolve(account).resolve(hourlyReport).resolve(month(day));
        Path dailyMonth = root.resolve("daily").resolve(account).resolve(dailyReport).resolve(month(day));
        IntFunction<Path> hourly = chunk -> hourlyMonth.resolve(base + "_" + chunk + ".parquet");
        IntFunction<Path> daily = chunk -> dailyMonth.resolve(base + "_daily_" + chunk + ".parquet");
        return new DayFiles<>(layout, hourly, daily, rowsPerChunk, totals);
    }

    private String month(LocalDate day) {
        return "source=%s/year=%d/month=%02d".formatted(source, day.getYear(), day.getMonthValue());
    }
}
