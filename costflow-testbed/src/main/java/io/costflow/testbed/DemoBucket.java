package io.costflow.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The part of an S3 server that is the demo's lake.
 *
 * @param store the server
 * @param bucket the bucket
 * @param prefix the lake's root in the bucket
 */
record DemoBucket(EmbeddedObjectStore store, String bucket, String prefix) {

    /** The lake's root, as the job is told. */
    String root() {
        return "s3://" + bucket + "/" + prefix;
    }

    /** Uploads every file below a folder, which stands for the lake's root, and returns the paths below it. */
    List<String> upload(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            upload(file, path(folder, file));
        }
        return files.stream().map(file -> path(folder, file)).toList();
    }

    /** Uploads a file; what is at the path already is overwritten. */
    void upload(Path file, String path) throws IOException {
        store.upload(file, bucket, prefix + "/" + path);
    }

    void delete(Collection<String> paths) {
        paths.forEach(path -> store.delete(bucket, prefix + "/" + path));
    }

    private static String path(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }
}
