package io.costflow.job;

import io.costflow.settings.LakeSettings;
import io.costflow.testbed.EmbeddedObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A lake in a bucket of an S3 server that keeps its objects as files in a folder. */
final class BucketStore implements LakeStore, AutoCloseable {

    /** The name of the bucket. */
    static final String BUCKET = "lake";

    private static final String PREFIX = "data/parquet";

    private final EmbeddedObjectStore server;
    private final Path objects;

    BucketStore(Path folder) throws Exception {
        server = EmbeddedObjectStore.start(folder, 0);
        server.createBucket(BUCKET);
        objects = folder.resolve(BUCKET);
    }

    /** The folder that holds every object of the lake as a file, named by its key. */
    Path folder() {
        return objects.resolve(PREFIX);
    }

    /** The folder of the objects whose URIs begin like this. */
    Path folder(String uri) {
        return objects.resolve(URI.create(uri).getPath().substring(1));
    }

    @Override
    public LakeSettings settings() {
        return TestSettings.bucket("s3://" + BUCKET + "/" + PREFIX, server);
    }

    /** S3 counts in seconds: an object that is replaced within one looks as it did. */
    @Override
    public void put(Path file, String key) throws IOException {
        Path object = objects.resolve(PREFIX).resolve(key);
        while (Files.exists(object) && secondOf(Files.getLastModifiedTime(object).toInstant()).equals(secondOf(Instant.now()))) {
            pause();
        }
        server.upload(file, BUCKET, PREFIX + "/" + key);
    }

    @Override
    public void delete(String key) throws IOException {
        Files.delete(objects.resolve(PREFIX).resolve(key));
    }

    @Override
    public void close() throws Exception {
        server.close();
    }

    private static Instant secondOf(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("The upload was stopped.", stop);
        }
    }
}
