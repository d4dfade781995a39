package io.costflow.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Where it is measured. */
final class Machine {

    /** How many threads both contenders work with. */
    static final int THREADS = 2;

    private static final double GIBIBYTE = 1L << 30;

    private Machine() {}

    /** Cores, memory, Java and system in a line. */
    static String describe() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return "%d cores, %.0f GiB of memory, Java %s, %s %s".formatted(
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() / GIBIBYTE,
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
    }
}
