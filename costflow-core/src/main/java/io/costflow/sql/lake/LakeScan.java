package io.costflow.sql.lake;

import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.inventory.LakeFileSystem;
import io.costflow.inventory.SourceFolders;
import io.costflow.settings.LakeSettings;
import io.costflow.sql.scan.LakePartition;
import io.costflow.sql.scan.Scan;
import io.costflow.sql.scan.ScanReading;
import io.costflow.sql.scan.ScanSplit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What a query reads of the lake: some columns of the files in some folders. The files are listed when the query begins; all of them count, as in koku's own
 * queries, also those of several deliveries of a day.
 *
 * @param lake where the files are
 * @param account the tenant's folder
 * @param type whose files are read
 * @param partitions the folders; null for all
 * @param columns what is needed of the columns
 * @param budget how long listing a folder is tried again after I/O errors
 */
record LakeScan(LakeSettings lake, String account, ReportType type, List<LakePartition> partitions, LakeColumns columns, Duration budget) implements Scan {

    @Override
    public List<ScanSplit> splits() throws Exception {
        LakeFileSystem.reachFromJobManager(lake);
        PartitionListing listing = new PartitionListing(new SourceFolders(lake.root(), budget), account, type);
        List<LakePartition> wanted = partitions != null ? partitions : listing.partitions();
        List<ScanSplit> splits = new ArrayList<>();
        List<List<LakeFile>> files = listing.files(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            for (LakeFile file : files.get(i)) {
                splits.add(ScanSplit.of(file, wanted.get(i)));
            }
        }
        return splits;
    }

    @Override
    public ScanReading begin(ReadableConfig process) {
        LakeFileSystem.reachFromTaskManager(lake, process);
        return columns.groups() == null
                ? split -> LineItemCursor.open(split, columns, rows -> new SingleRows(rows, columns, split.partition()))
                : new GroupReading(columns);
    }
}
