package io.costflow.testing;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Appends a line for each test class to a file of this process in the folder that the system property {@value #FOLDER} names: how long the class took, the CPU
 * that this process and those that it started used for it, and what it leaves behind. Columns are separated by tabs; {@code .ci/times} shows them as a table.
 */
public final class ClassTimes implements BeforeAllCallback {

    static final String FOLDER = "test.times";

    private static final double TICKS_PER_SECOND = 100;
    private static final double MEBIBYTE = 1 << 20;

    @Override
    public void beforeAll(ExtensionContext context) {
        boolean nested = context.getParent().flatMap(ExtensionContext::getTestClass).isPresent();
        if (System.getProperty(FOLDER) != null && !nested) {
            // closed after everything else of the class
            context.getStore(Namespace.create(ClassTimes.class)).put("times", new Run(context.getRequiredTestClass(), System.nanoTime(), cpuSeconds(false), cpuSeconds(true)));
        }
    }

    /** A class that is under way. */
    private record Run(Class<?> type, long started, double cpu, double children) implements ExtensionContext.Store.CloseableResource, AutoCloseable {

        @Override
        public void close() throws IOException {
            String line = String.format(Locale.ROOT, "%s\t%.1f\t%.1f\t%.1f\t%d\t%.0f\t%.0f\t%.0f%n",
                    type.getName(), (System.nanoTime() - started) / 1e9, cpuSeconds(false) - cpu, cpuSeconds(true) - children,
                    Thread.activeCount(), megabytes("Metaspace"), oldGeneration(), direct());
            Path folder = Files.createDirectories(Path.of(System.getProperty(FOLDER)));
            Files.writeString(folder.resolve(ProcessHandle.current().pid() + ".tsv"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** CPU of this process, or of those that it started and that have ended; 0 where the system does not tell it as Linux does. */
    private static double cpuSeconds(boolean children) {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            // what follows the name, which may hold anything
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            int user = children ? 13 : 11;
            return (Long.parseLong(fields[user]) + Long.parseLong(fields[user + 1])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            return 0;
        }
    }

    private static double megabytes(String pool) {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(bean -> bean.getName().equals(pool)).mapToLong(bean -> bean.getUsage().getUsed()).sum() / MEBIBYTE;
    }

    private static double oldGeneration() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(bean -> bean.getName().matches(".*Old Gen|Tenured Gen"))
                .mapToLong(bean -> bean.getUsage().getUsed()).sum() / MEBIBYTE;
    }

    private static double direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream().mapToLong(BufferPoolMXBean::getMemoryUsed).sum() / MEBIBYTE;
    }
}
