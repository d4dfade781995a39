package io.costflow.serve.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When files are read again. */
class ReloadedFilesTest {

    private static final long LONGER_THAN_FILES_ARE_TRUSTED = 1100;

    @TempDir
    private Path directory;

    private volatile boolean unreadable;

    @Test
    void aChangeThatCouldNotBeReadIsReadWhenItCan() throws Exception {
        Path file = Files.writeString(directory.resolve("users"), "before");
        ReloadedFiles<String> files = ReloadedFiles.of(List.of(file), () -> {
            if (unreadable) {
                throw new IOException("Permission denied");
            }
            return Files.readString(file);
        });
        Files.writeString(file, "after");
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        unreadable = true;
        Thread.sleep(LONGER_THAN_FILES_ARE_TRUSTED);
        assertThat(files.content()).as("content while the change cannot be read").isEqualTo("before");
        unreadable = false;
        Thread.sleep(LONGER_THAN_FILES_ARE_TRUSTED);
        assertThat(files.content()).as("content once the change can be read").isEqualTo("after");
    }
}
