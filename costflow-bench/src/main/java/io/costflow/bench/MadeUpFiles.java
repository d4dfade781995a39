package io.costflow.bench;

import io.costflow.testbed.DemoFolder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are made up once and then found again. */
final class MadeUpFiles {

    /** Makes up files. */
    interface Writer {
        void write(Path folder) throws Exception;
    }

    private MadeUpFiles() {}

    /** Has the files of a folder written unless it is there. It is moved into place when it is whole: what was interrupted is not taken for it. */
    static void prepare(Path folder, Writer writer) throws Exception {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
        try (DemoFolder begun = new DemoFolder(Files.createTempDirectory(parent, "begun-"))) {
            Path files = begun.path().resolve("files");
            writer.write(files);
            Files.move(files, folder);
        }
    }
}
