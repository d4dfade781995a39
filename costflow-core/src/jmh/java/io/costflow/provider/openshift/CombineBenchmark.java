package io.costflow.provider.openshift;

import io.costflow.lineitem.LineItemLayout;
import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.LineItemReader.CombinedFile;
import io.costflow.provider.Layouts;
import io.costflow.provider.Providers;
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
    String report;

    private LineItemLayout layout;
    private DemoFolder folder;
    private Path file;

    @Setup
    public void write() throws Exception {
        layout = Layouts.ofAll().layout(report);
        folder = DemoFolder.create();
        MadeUpDay.write(folder.path());
        file = MadeUpDay.paths(folder.path(), Providers.report(report)).get(0);
    }

    @TearDown
    public void remove() throws Exception {
        folder.close();
    }

    @Benchmark
    public CombinedFile combine() throws Exception {
        return LineItemReader.combine(new LocalInputFile(file), layout, YearMonth.from(MadeUpDay.DAY), day -> true);
    }
}
