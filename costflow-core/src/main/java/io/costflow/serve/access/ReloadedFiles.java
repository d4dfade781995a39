package io.costflow.serve.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is in some files, read again when one of them has changed. Files that cannot be read leave what was there before. */
final class ReloadedFiles<T> {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadedFiles.class);

    /** How often files are asked whether they changed. */
    private static final long NANOS_BETWEEN = 1_000_000_000L;

    /** Reads the files. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    private final List<Path> files;
    private final Reading<T> reading;
    private List<FileTime> changed;

    /** The times of the change that could not be read and was logged, empty if the times could not be read either; null if there is none. */
    private List<FileTime> unreadable;

    private long asked;
    private T content;

    private ReloadedFiles(List<Path> files, Reading<T> reading) throws IOException {
        this.files = files;
        this.reading = reading;
        changed = changed();
        asked = System.nanoTime();
        content = reading.read();
    }

    static <T> ReloadedFiles<T> of(List<Path> files, Reading<T> reading) throws IOException {
        return new ReloadedFiles<>(files, reading);
    }

    synchronized T content() {
        if (System.nanoTime() - asked > NANOS_BETWEEN) {
            asked = System.nanoTime();
            List<FileTime> now = List.of();
            try {
                now = changed();
                if (!now.equals(changed)) {
                    content = reading.read();
                    changed = now;
                    LOG.info("{} changed and was read again.", files);
                }
                unreadable = null;
            } catch (IOException e) {
                if (!now.equals(unreadable)) {
                    LOG.warn("{} changed and cannot be read; what it held before stays: {}", files, e.getMessage());
                }
                unreadable = now;
            }
        }
        return content;
    }

    private List<FileTime> changed() throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Path file : files) {
            times.add(Files.getLastModifiedTime(file));
        }
        return times;
    }
}
