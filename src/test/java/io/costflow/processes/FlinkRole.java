package io.costflow.processes;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/** What a process of a Flink cluster in application mode is. */
enum FlinkRole {
    JOB_MANAGER(StandaloneApplicationClusterEntryPoint.class) {
        @Override
        Memory memory(Configuration configuration) {
            JobManagerProcessSpec parts = JobManagerProcessUtils.processSpecFromConfig(configuration);
            return new Memory(JobManagerProcessUtils.generateJvmParametersStr(parts, configuration), JobManagerProcessUtils.generateDynamicConfigsStr(parts));
        }
    },
    TASK_MANAGER(TaskManagerRunner.class) {
        @Override
        Memory memory(Configuration configuration) {
            TaskExecutorProcessSpec parts = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
            return new Memory(ProcessMemoryUtils.generateJvmParametersStr(parts), TaskExecutorProcessUtils.generateDynamicConfigsStr(parts));
        }
    };

    /** How the memory of a process is divided: options for Java, and arguments for the main class. */
    record Memory(String javaOptions, String arguments) {}

    private final Class<?> main;

    FlinkRole(Class<?> main) {
        this.main = main;
    }

    String mainClass() {
        return main.getName();
    }

    /** What Flink's start scripts compute from the size of the whole process. */
    abstract Memory memory(Configuration configuration);
}
