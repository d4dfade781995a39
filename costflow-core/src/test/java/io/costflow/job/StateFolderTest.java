package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.processes.SavedStates;
import io.costflow.publish.DayReport;
import io.costflow.settings.InvalidSettingsException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();

    private final RunListener listener = new RunListener() {
        @Override
        public void reported(DayReport report) {
            throw new AssertionError("Nothing runs yet.");
        }

        @Override
        public void warned(String warning) {
            warnings.add(warning);
        }
    };

    @Test
    void anEmptyFolderHasNothingToGoOnFrom() throws Exception {
        assertThat(newest()).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void theNewestCheckpointOrSavepointIsGoneOnFrom() throws Exception {
        write("0a/chk-12", 3);
        write("0b/chk-2", 5);
        write("savepoint-0a-1", 4);
        Files.createDirectories(folder.resolve("0b/chk-3"));
        Files.createDirectories(folder.resolve("0b/shared"));
        assertThat(newest()).isEqualTo("file:" + folder + "/0b/chk-2");

        write("savepoint-0a-2", 6);
        assertThat(newest()).isEqualTo("file:" + folder + "/savepoint-0a-2");
    }

    @Test
    void whatIsDamagedIsNamedAndTheOneBeforeIsGoneOnFrom() throws Exception {
        write("0a/chk-1", 1);
        Path damaged = write("0a/chk-2", 2);
        byte[] bytes = Files.readAllBytes(damaged);
        Files.write(damaged, List.of("no state"));
        Files.setLastModifiedTime(damaged, FileTime.fromMillis(2000));
        Path cutShort = write("0a/chk-3", 3);
        Files.write(cutShort, Arrays.copyOf(bytes, bytes.length - 3));
        Files.setLastModifiedTime(cutShort, FileTime.fromMillis(3000));

        assertThat(newest()).isEqualTo("file:" + folder + "/0a/chk-1");

        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(0)).contains("0a/chk-3").contains("damaged");
        assertThat(warnings.get(1)).contains("0a/chk-2").contains("damaged");
    }

    @Test
    void checkpointsThatAKilledProcessLeftBesideANewerStateAreRemoved() throws Exception {
        write("0a/chk-16", 1);
        write("0b/chk-17", 2);
        write("0b/chk-18", 3);
        write("savepoint-0a-1", 2);
        // damaged, and passed over
        Files.setLastModifiedTime(Files.write(write("0c/chk-19", 4), List.of("no state")), FileTime.fromMillis(4000));

        try (StateFolder state = StateFolder.open("file://" + folder)) {
            state.removeSuperseded(state.newest(listener).orElseThrow());
        }

        assertThat(SavedStates.completed(folder)).extracting(metadata -> folder.relativize(metadata.getParent()).toString())
                .containsExactlyInAnyOrder("0b/chk-18", "savepoint-0a-1", "0c/chk-19");
    }

    @Test
    void itIsOneRunsAloneUntilItIsClosed() throws Exception {
        StateFolder first = StateFolder.open("file://" + folder);
        assertThatThrownBy(() -> StateFolder.open("file://" + folder)).isInstanceOf(InvalidSettingsException.class).hasMessageContaining("in use by another run");

        first.close();
        StateFolder.open("file://" + folder).close();
    }

    private String newest() throws Exception {
        try (StateFolder state = StateFolder.open("file://" + folder)) {
            return state.newest(listener).orElse("");
        }
    }

    /** Writes the description of a state that was completed at a second. */
    private Path write(String name, int second) throws IOException {
        Path metadata = Files.createDirectories(folder.resolve(name)).resolve("_metadata");
        try (DataOutputStream stream = new DataOutputStream(Files.newOutputStream(metadata))) {
            Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(1, List.of(), List.of()), stream);
        }
        return Files.setLastModifiedTime(metadata, FileTime.fromMillis(second * 1000L));
    }
}
