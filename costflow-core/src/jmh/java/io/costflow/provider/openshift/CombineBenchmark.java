package io.costflow.provider.openshift;

import io.costflow.day.ReportType;
import io.costflow.lineitem.CombinedFile;
import io.costflow.lineitem.LineItemReader;
import io.costflow.testbed.DemoFolder;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.io.LocalInputFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Reading and combining the first pod file of a day. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CombineBenchmark {

    @Param({"POD_USAGE_HOURLY", "POD_USAGE_DAILY"})
    ReportType type;

    private DemoFolder folder;
    private Path file;

    @Setup
    public void write() throws Exception {
        folder = DemoFolder.create();
        MadeUpDay.write(folder.path());
        file = MadeUpDay.paths(folder.path(), type).get(0);
    }

    @TearDown
    public void remove() throws Exception {
        folder.close();
    }

    @Benchmark
    public CombinedFile combine() throws Exception {
        return LineItemReader.combine(new LocalInputFile(file), OpenShiftLineItems.layout(type), YearMonth.from(MadeUpDay.DAY), day -> true);
    }
}
