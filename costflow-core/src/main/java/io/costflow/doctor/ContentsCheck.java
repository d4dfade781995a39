package io.costflow.doctor;

import io.costflow.doctor.Folders.Entry;
import io.costflow.job.FailureCause;
import io.costflow.provider.Provider;
import io.costflow.provider.Providers;
import io.costflow.settings.LakeSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.parquet.ParquetInputFile;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;

/** Whether koku's files lie below the lake's root, and one of them can be read. */
final class ContentsCheck {

    private static final String PROVIDERS = Providers.all().stream().map(Provider::name).collect(Collectors.joining(" or "));

    private final LakeSettings lake;
    private final KokuLayout layout;

    ContentsCheck(LakeSettings lake, Folders folders) {
        this.lake = lake;
        this.layout = new KokuLayout(folders);
    }

    List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        try {
            boolean isRoot = layout.isRoot(lake.root());
            findings.add(isRoot ? Finding.ok("lake.root has koku's layout: accounts with reports of " + PROVIDERS + " in it.") : otherLayout());
            Optional<Entry> file = isRoot ? layout.sample(lake.root()) : Optional.empty();
            findings.add(file.map(ContentsCheck::read).orElseGet(() -> isRoot
                    ? Finding.note("There is no Parquet file below lake.root yet, so reading was not tried.")
                    : Finding.skipped("Reading a file: lake.root is not the right folder.")));
        } catch (IOException | RuntimeException e) {
            findings.add(Finding.problem(LakeFailure.sentence(lake, e), e));
        }
        return findings;
    }

    private Finding otherLayout() throws IOException {
        Optional<String> likely = layout.likelyRoot(lake.root());
        return Finding.problem("lake.root (" + lake.root() + ") does not hold <account>/OCP/pod_usage, <account>/AWS or daily/<account>; it holds "
                + layout.contents(lake.root()) + ". " + likely.map(root -> "Set lake.root to " + root + ", which does.")
                        .orElse("Name the folder that koku's Parquet files lie in, often <bucket>/data/parquet."));
    }

    private static Finding read(Entry file) {
        Path path = new Path(file.path());
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        try (FSDataInputStream stream = path.getFileSystem().open(path);
                ParquetFileReader reader = ParquetFileReader.open(new ParquetInputFile(stream, file.size()), options)) {
            return Finding.ok("A file can be read: " + path + ", " + reader.getRecordCount() + " rows.");
        } catch (IOException | RuntimeException e) {
            return Finding.problem("The file " + path + " cannot be read: " + FailureCause.of(e) + " Let the credentials read objects, not only list them, and"
                    + " have the file delivered again if it is damaged.");
        }
    }
}
