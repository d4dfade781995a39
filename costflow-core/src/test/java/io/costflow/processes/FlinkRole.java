package io.costflow.processes;

import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/** What a process of a Flink cluster is, or one beside it. */
enum FlinkRole {
    /** Of a cluster in application mode. */
    JOB_MANAGER("org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint") {
        @Override
        Memory memory(Configuration configuration) {
            return ofJobManager(configuration);
        }
    },
    /** Of a session cluster. */
    SESSION_JOB_MANAGER("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint") {
        @Override
        Memory memory(Configuration configuration) {
            return ofJobManager(configuration);
        }
    },
    TASK_MANAGER("org.apache.flink.runtime.taskexecutor.TaskManagerRunner") {
        @Override
        Memory memory(Configuration configuration) {
            TaskExecutorProcessSpec parts = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
            return new Memory(ProcessMemoryUtils.generateJvmParametersStr(parts), TaskExecutorProcessUtils.generateDynamicConfigsStr(parts));
        }
    },
    SQL_GATEWAY("org.apache.flink.table.gateway.SqlGateway") {
        /** Flink leaves it to Java. */
        @Override
        Memory memory(Configuration configuration) {
            return new Memory("-Xmx512m", "");
        }

        /** It finds the folder in its environment. */
        @Override
        List<String> configuredBy(Path folder) {
            return List.of();
        }
    };

    /** How the memory of a process is divided: options for Java, and arguments for the main class. */
    record Memory(String javaOptions, String arguments) {}

    private final String mainClass;

    FlinkRole(String mainClass) {
        this.mainClass = mainClass;
    }

    String mainClass() {
        return mainClass;
    }

    /** The arguments that name the folder of Flink's configuration. */
    List<String> configuredBy(Path folder) {
        return List.of("--configDir", folder.toString());
    }

    /** What Flink's start scripts compute from the size of the whole process. */
    abstract Memory memory(Configuration configuration);

    private static Memory ofJobManager(Configuration configuration) {
        JobManagerProcessSpec parts = JobManagerProcessUtils.processSpecFromConfig(configuration);
        return new Memory(JobManagerProcessUtils.generateJvmParametersStr(parts, configuration), JobManagerProcessUtils.generateDynamicConfigsStr(parts));
    }
}
