package io.costflow.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures this process. */
final class ProcessMeter {
    private static final Path STATUS = Path.of("/proc/self/status");
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
        return new Measurement(wallSeconds, cpuSeconds, done.read(), done.written(), seconds(done.stages()), heapPeak(), residentPeak(), done.days());
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

    private static long residentPeak() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(PEAK))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE)
                .sum();
    }
}
