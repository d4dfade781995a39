package io.costflow.bench;

import io.costflow.testbed.DemoData;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.Infrastructure;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.Scale;
import io.costflow.testbed.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The files that are measured: generated once, then reused.
 *
 * @param data what they were generated from
 * @param root the folder that is the lake's root
 */
record BenchLake(DemoData data, Path root) {
    private static final long SEED = 42;
    private static final LocalDate FROM = LocalDate.of(2025, 10, 1);

    /** An account at a cloud and a cluster that runs on it: one lake for all cases that are about the cloud. */
    static BenchLake ofAccount(BenchOptions options, Infrastructure cloud, Steps steps) throws Exception {
        String name = "openshift-on-" + cloud.type().toLowerCase(Locale.ROOT) + "-" + options.scale();
        return prepare(options.data(), name, options.scale().scaleOn(cloud), steps);
    }

    /** The lake of a name below a folder, where it is written unless it is there. */
    static BenchLake prepare(Path folder, String name, Scale scale, Steps steps) throws Exception {
        BenchLake lake = steps.run("Making up the files of " + name + ", unless they are in " + folder, () -> prepare(folder, name, scale));
        steps.out().printf("  %,d MiB of Parquet%n", lake.bytes() >> 20);
        return lake;
    }

    private static BenchLake prepare(Path folder, String name, Scale scale) throws Exception {
        DemoData data = new DemoData(SEED, FROM, scale);
        Path root = folder.resolve(name + "-" + SEED);
        MadeUpFiles.prepare(root, files -> data.write(files, EmbeddedDatabase.TENANT));
        return new BenchLake(data, root);
    }

    /** Costflow's work over all days, from which the other tasks are made. */
    Task task(KokuDatabase database, String statements, Path rows) {
        return new Task(
                Activity.PUBLISH, root.toAbsolutePath().toString(), data.from().toString(), data.to().toString(), Machine.THREADS, false, database, statements,
                rows.toString());
    }

    /** The size of all files in bytes. */
    long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
