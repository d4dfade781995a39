package io.costflow.job;

import io.costflow.settings.LakeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A lake on the local disk.
 *
 * @param root its folder, on the same disk as the files that are put there
 * @param settings how a job finds it
 */
record FolderStore(Path root, LakeSettings settings) implements LakeStore {

    static FolderStore in(Path root) {
        return new FolderStore(root, TestSettings.folder(root));
    }

    /** A lake whose listings and files a test can make fail. */
    static FolderStore hookedIn(Path root) {
        return new FolderStore(root, HookedFileSystem.lake(root));
    }

    @Override
    public void put(Path file, String key) throws IOException {
        Path target = root.resolve(key);
        Files.createDirectories(target.getParent());
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String key) throws IOException {
        Files.delete(root.resolve(key));
    }
}
