package io.costflow.job;

import io.costflow.settings.InvalidSettingsException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The folder in which continuous runs on one machine keep their checkpoints and savepoints: {@code <job>/chk-<number>} and {@code savepoint-<id>}. On a local
 * disk it is one run's alone while it is open.
 */
final class StateFolder implements AutoCloseable {

    private static final String LOCK = "in-use";

    private final Path folder;
    private final FileChannel lock;

    private StateFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens the folder, and makes it if need be.
     *
     * @param dir {@code state.dir}
     * @throws InvalidSettingsException when another run has it open
     */
    static StateFolder open(String dir) throws IOException, InvalidSettingsException {
        Path folder = new Path(dir);
        FileSystem files = folder.getFileSystem();
        files.mkdirs(folder);
        if (files.isDistributedFS()) {
            return new StateFolder(folder, null);
        }
        StateFolder local = new StateFolder(folder, lock(folder));
        local.removeIncomplete();
        return local;
    }

    /** A process that was killed leaves the checkpoint behind that it was about to take. No other process uses the folder. */
    private void removeIncomplete() throws IOException {
        for (FileStatus job : list(folder)) {
            for (FileStatus inner : job.isDir() ? list(job.getPath()) : new FileStatus[0]) {
                Path checkpoint = inner.getPath();
                if (isCheckpoint(checkpoint) && !checkpoint.getFileSystem().exists(new Path(checkpoint, SavedState.METADATA))) {
                    checkpoint.getFileSystem().delete(checkpoint, true);
                }
            }
        }
    }

    private static FileChannel lock(Path folder) throws IOException, InvalidSettingsException {
        FileChannel channel = FileChannel.open(java.nio.file.Path.of(folder.getPath(), LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // another run in this process
        }
        if (!locked) {
            channel.close();
            throw new InvalidSettingsException(
                    List.of("state.dir (" + folder + ") is in use by another run; stop that one, or give this one another folder."));
        }
        return channel;
    }

    /**
     * Finds the state to restore: the newest one that is not damaged. Damaged ones are named.
     *
     * @throws IOException when the folder cannot be read
     */
    Optional<String> newest(RunListener listener) throws IOException {
        for (SavedState state : found()) {
            String damage = state.damage();
            if (damage == null) {
                return Optional.of(state.folder().toString());
            }
            listener.warned("The saved state " + state.folder() + " is passed over: " + damage + ". Remove its folder when no run needs it any more.");
        }
        return Optional.empty();
    }

    /**
     * Removes checkpoints that are older than the state that was restored. The job removes the one before when it has taken a checkpoint, and the one that it was
     * restored from; a process that is killed between the two leaves both. On a local disk only, where no other run has them; savepoints stay.
     *
     * @param restored the folder of a state in this folder, as {@link #newest} returned it
     * @throws IOException when the folder cannot be read, or something in it cannot be removed
     */
    void removeSuperseded(String restored) throws IOException {
        if (lock == null) {
            return;
        }
        Path kept = new Path(restored);
        for (SavedState older : found().stream().dropWhile(state -> !state.folder().equals(kept)).skip(1).toList()) {
            if (isCheckpoint(older.folder())) {
                older.folder().getFileSystem().delete(older.folder(), true);
            }
        }
    }

    private static boolean isCheckpoint(Path folder) {
        return folder.getName().startsWith("chk-");
    }

    /** All that is complete, the newest first. */
    private List<SavedState> found() throws IOException {
        List<SavedState> found = new ArrayList<>();
        for (FileStatus outer : list(folder)) {
            if (outer.isDir() && outer.getPath().getName().startsWith("savepoint-")) {
                add(outer.getPath(), found);
            } else if (outer.isDir()) {
                for (FileStatus inner : list(outer.getPath())) {
                    if (inner.isDir() && isCheckpoint(inner.getPath())) {
                        add(inner.getPath(), found);
                    }
                }
            }
        }
        found.sort(Comparator.comparingLong(SavedState::completedAt).reversed());
        return found;
    }

    private static void add(Path state, List<SavedState> found) throws IOException {
        try {
            FileStatus metadata = state.getFileSystem().getFileStatus(new Path(state, SavedState.METADATA));
            found.add(new SavedState(state, metadata.getModificationTime()));
        } catch (FileNotFoundException e) {
            // never completed
        }
    }

    private static FileStatus[] list(Path path) throws IOException {
        try {
            FileStatus[] listed = path.getFileSystem().listStatus(path);
            return listed == null ? new FileStatus[0] : listed;
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
