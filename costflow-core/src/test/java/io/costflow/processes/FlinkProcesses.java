package io.costflow.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Flink cluster of real processes: in application mode a job manager that runs Costflow's main method, and task managers; or a session cluster with a SQL
 * gateway beside it.
 */
public final class FlinkProcesses implements AutoCloseable {

    private static final String MAIN_CLASS = "io.costflow.cli.Costflow";

    /** What Flink's start scripts would compute from the size of the process: the parts of the memory of a task manager with one slot. */
    private static final String MEMORY = """
            taskmanager.numberOfTaskSlots: 1
            taskmanager.cpu.cores: 1
            taskmanager.memory.framework.heap.size: 128 mb
            taskmanager.memory.framework.off-heap.size: 64 mb
            taskmanager.memory.task.heap.size: 384 mb
            taskmanager.memory.task.off-heap.size: 0 mb
            taskmanager.memory.network.min: 32 mb
            taskmanager.memory.network.max: 32 mb
            taskmanager.memory.managed.size: 64 mb
            taskmanager.memory.jvm-metaspace.size: 256 mb
            taskmanager.memory.jvm-overhead.min: 192 mb
            taskmanager.memory.jvm-overhead.max: 192 mb
            """;

    private static final String ADDRESSES = """
            jobmanager.rpc.address: 127.0.0.1
            jobmanager.rpc.port: %d
            rest.address: 127.0.0.1
            rest.port: %d
            taskmanager.host: 127.0.0.1
            heartbeat.interval: 1 s
            heartbeat.timeout: 30 s
            pekko.ask.timeout: 60 s
            pekko.startup-timeout: 60 s
            """;

    private final FlinkLayout layout;
    private final FlinkRest rest;
    private final Deque<JavaProcess> taskManagers = new ArrayDeque<>();
    private JavaProcess jobManager;
    private JavaProcess gateway;
    private int taskManagersStarted;

    private FlinkProcesses(FlinkLayout layout, FlinkRest rest) {
        this.layout = layout;
        this.rest = rest;
    }

    /**
     * Lays out a cluster of which nothing runs yet, whose task managers have one slot each.
     *
     * @param folder a folder that is not there yet, for its layout and its logs
     * @param settings lines of {@code config.yaml} besides where the processes find each other and how much memory they have
     */
    public static FlinkProcesses in(Path folder, String settings) throws IOException {
        int restPort = freePort();
        String configuration = ADDRESSES.formatted(freePort(), restPort) + MEMORY + settings;
        return new FlinkProcesses(FlinkHome.create(folder, configuration), new FlinkRest(restPort));
    }

    /**
     * Lays out a cluster from the files of the image, of which nothing runs yet.
     *
     * @param folder a folder that is not there yet, for the layout and what the processes write
     * @param settings Flink settings that win over those of the image
     * @param environment what all processes find in their environment
     */
    public static FlinkProcesses ofImage(Path folder, Map<String, String> settings, Map<String, String> environment) throws IOException {
        return ofImage(folder, settings, environment, JavaProcess.SHORT_LIVED);
    }

    /** Lays out such a cluster whose processes have the options of the image alone, and so are as fast as they are in production. */
    public static FlinkProcesses ofImageToMeasure(Path folder, Map<String, String> settings, Map<String, String> environment) throws IOException {
        return ofImage(folder, settings, environment, List.of());
    }

    private static FlinkProcesses ofImage(Path folder, Map<String, String> settings, Map<String, String> environment, List<String> javaOptions) throws IOException {
        int restPort = freePort();
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(Map.of(
                "jobmanager.rpc.address", "127.0.0.1", "jobmanager.rpc.port", String.valueOf(freePort()), "taskmanager.host", "127.0.0.1",
                "rest.address", "127.0.0.1", "rest.port", String.valueOf(restPort), "heartbeat.timeout", "30 s", "heartbeat.interval", "1 s"));
        return new FlinkProcesses(FlinkImage.create(folder, all, environment, javaOptions), new FlinkRest(restPort));
    }

    /** The job manager's REST interface. */
    public FlinkRest rest() {
        return rest;
    }

    /**
     * Starts the job manager, and with it the job.
     *
     * @param state a checkpoint or savepoint to begin from, or null
     * @param arguments Costflow's arguments
     */
    public void startJobManager(String state, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--job-classname", MAIN_CLASS));
        if (state != null) {
            all.addAll(List.of("--fromSavepoint", state));
        }
        all.addAll(List.of(arguments));
        jobManager = layout.start("jobmanager", FlinkRole.JOB_MANAGER, all, Map.of());
    }

    /** Starts the job manager of a session cluster, which waits for jobs. */
    public void startSession() throws IOException {
        jobManager = layout.start("jobmanager", FlinkRole.SESSION_JOB_MANAGER, List.of(), Map.of());
    }

    /**
     * Starts a SQL gateway whose queries the cluster runs.
     *
     * @param arguments the gateway's arguments, without where it listens and where the cluster is
     * @param environment what the gateway alone finds in its environment
     * @return the port that it listens on
     */
    public int startGateway(List<String> arguments, Map<String, String> environment) throws IOException {
        int port = freePort();
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(
                "-Dsql-gateway.endpoint.rest.address=127.0.0.1", "-Dsql-gateway.endpoint.rest.bind-address=127.0.0.1", "-Dsql-gateway.endpoint.rest.port=" + port));
        gateway = layout.start("gateway", FlinkRole.SQL_GATEWAY, all, environment);
        return port;
    }

    /** Starts one more task manager. */
    public void startTaskManager() throws IOException {
        taskManagersStarted++;
        taskManagers.add(layout.start("taskmanager-" + taskManagersStarted, FlinkRole.TASK_MANAGER, List.of(), Map.of()));
    }

    /** Kills the task manager that has been running longest. */
    public void killTaskManager() {
        taskManagers.remove().kill();
    }

    /** Kills the job manager, every task manager and the gateway. */
    public void killAll() {
        if (gateway != null) {
            gateway.kill();
        }
        if (jobManager != null) {
            jobManager.kill();
        }
        taskManagers.forEach(JavaProcess::kill);
        taskManagers.clear();
    }

    /** Waits for the job manager to end by itself, and returns its exit status. */
    public int awaitEndOfJob() {
        return jobManager.awaitExit();
    }

    /** Fails if any of the processes has ended. */
    public void requireAlive() {
        if (!jobManager.isRunning() || !taskManagers.stream().allMatch(JavaProcess::isRunning)) {
            throw new IllegalStateException("One of these processes has ended by itself: " + jobManager + ", " + taskManagers);
        }
    }

    /** The CPU time that the job manager and the task managers which run now have used. */
    public Duration cpu() {
        return taskManagers.stream().map(JavaProcess::cpu).reduce(jobManager.cpu(), Duration::plus);
    }

    /** The most bytes that each task manager which runs now has had in memory. */
    public List<Long> residentPeaks() throws IOException {
        List<Long> peaks = new ArrayList<>();
        for (JavaProcess taskManager : taskManagers) {
            peaks.add(taskManager.residentPeak());
        }
        return peaks;
    }

    /** What all processes have said since the beginning. */
    public String logs() throws IOException {
        return layout.logs();
    }

    @Override
    public void close() throws IOException {
        killAll();
        layout.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
