package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.junit.jupiter.api.Test;

/** Only a checkpoint that could not be written blames the folder of the state. */
class CheckpointTroubleTest {

    @Test
    void theFolderIsBlamedWhenItCannotBeWritten() {
        assertThat(CheckpointTrouble.of(message(CheckpointFailureReason.IO_EXCEPTION))).isEqualTo(CheckpointTrouble.STORAGE);
        assertThat(CheckpointTrouble.of(message(CheckpointFailureReason.CHECKPOINT_ASYNC_EXCEPTION))).isEqualTo(CheckpointTrouble.STORAGE);
        assertThat(CheckpointTrouble.of("Something that no release of Flink has said before.")).isEqualTo(CheckpointTrouble.STORAGE);
    }

    @Test
    void aJobThatRestartsOrWaitsDoesNotBlameIt() {
        assertThat(CheckpointTrouble.of(message(CheckpointFailureReason.JOB_FAILOVER_REGION))).isEqualTo(CheckpointTrouble.NONE);
        assertThat(CheckpointTrouble.of(message(CheckpointFailureReason.CHECKPOINT_COORDINATOR_SUSPEND))).isEqualTo(CheckpointTrouble.NONE);
        assertThat(CheckpointTrouble.of(message(CheckpointFailureReason.TASK_FAILURE))).isEqualTo(CheckpointTrouble.NONE);
        assertThat(CheckpointTrouble.of(message(CheckpointFailureReason.CHECKPOINT_EXPIRED))).isEqualTo(CheckpointTrouble.SLOW);
    }

    private static String message(CheckpointFailureReason reason) {
        return new CheckpointException(reason, new IOException("The disk is full.")).getMessage();
    }
}
