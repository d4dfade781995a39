package io.costflow.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Measures this process. */
final class ProcessMeter {
    private static final String PEAK = "VmHWM:";
    private static final double NANOS = 1e9;
    private static final long KIBIBYTE = 1024;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    Measurement measure(Work work, Task task) throws Exception {
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        Work.Done done = work.run(task);
        double wallSeconds = (System.nanoTime() - wall) / NANOS;
        double cpuSeconds = (system.getProcessCpuTime() - cpu) / NANOS;
        return new Measurement(wallSeconds, cpuSeconds, done.read(), done.written(), seconds(done.stages()), heapPeak(), residentPeak(ProcessHandle.current().pid()), done.days());
    }

    private static Map<String, Double> seconds(Map<String, Duration> stages) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        stages.forEach((stage, duration) -> seconds.put(stage, duration.toNanos() / NANOS));
        return seconds;
    }

    private static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    /** Returns the most bytes that a process had in memory since it began, or 0 where the system does not say, or the process is gone. */
    static long residentPeak(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith(PEAK)).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
