package io.costflow.job;

import java.util.Arrays;
import java.util.Comparator;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;

/** What a failed checkpoint says about the run. */
enum CheckpointTrouble {
    /** The state could not be written. */
    STORAGE("Check state.dir."),
    /** A task did not come to it in time. */
    SLOW("A publication may wait for the database: see what was said of it."),
    /** The job was about to end or to start again, which is said elsewhere. */
    NONE("");

    private final String advice;

    CheckpointTrouble(String advice) {
        this.advice = advice;
    }

    /** Says what to do about it. */
    String advice() {
        return advice;
    }

    /** Tells it by the message that Flink gives a failed checkpoint, which begins with that of its reason. */
    static CheckpointTrouble of(String message) {
        return Arrays.stream(CheckpointFailureReason.values())
                .filter(reason -> message != null && message.contains(reason.message()))
                .max(Comparator.comparingInt(reason -> reason.message().length()))
                .map(CheckpointTrouble::of)
                .orElse(STORAGE);
    }

    private static CheckpointTrouble of(CheckpointFailureReason reason) {
        return switch (reason) {
            case IO_EXCEPTION, CHECKPOINT_ASYNC_EXCEPTION, FINALIZE_CHECKPOINT_FAILURE, TRIGGER_CHECKPOINT_FAILURE, TASK_CHECKPOINT_FAILURE -> STORAGE;
            case CHECKPOINT_EXPIRED -> SLOW;
            default -> NONE; // Flink's own list, which grows
        };
    }
}
