package io.costflow.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * An S3 server of this process, reachable on the loopback interface alone, that keeps every object as a file {@code <folder>/<bucket>/<key>}. Buckets are part
 * of the path, not of the host name.
 */
public final class EmbeddedObjectStore implements AutoCloseable {
    private static final String ACCESS_KEY = "costflow-access";
    private static final String SECRET_KEY = "costflow-secret";

    private final S3Proxy server;
    private final CountingStore store;
    private final DemoFolder own;

    private EmbeddedObjectStore(Path folder, int port, DemoFolder own, RequestListener listener) throws Exception {
        this.own = own;
        this.store = new CountingStore(new FilesystemNio2BlobStore(Files.createDirectories(folder).toString()), listener);
        this.server = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
                .ignoreUnknownHeaders(true)
                .build();
        server.start();
    }

    /** Starts a server on a free port. Its objects disappear when it is closed. */
    public static EmbeddedObjectStore start() throws Exception {
        DemoFolder own = DemoFolder.create();
        return new EmbeddedObjectStore(own.path(), 0, own, (kind, key) -> {});
    }

    /**
     * Starts a server whose objects stay in a folder when it is closed.
     *
     * @param folder where the objects lie; created when absent
     * @param port the port to listen on, or 0 for a free one
     */
    public static EmbeddedObjectStore start(Path folder, int port) throws Exception {
        return start(folder, port, (kind, key) -> {});
    }

    /**
     * Starts a server whose objects stay in a folder when it is closed.
     *
     * @param listener is told of every request that reads
     */
    public static EmbeddedObjectStore start(Path folder, int port, RequestListener listener) throws Exception {
        return new EmbeddedObjectStore(folder, port, null, listener);
    }

    /** Where clients find the server. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    public String accessKey() {
        return ACCESS_KEY;
    }

    public String secretKey() {
        return SECRET_KEY;
    }

    public void createBucket(String bucket) {
        store.createContainer(bucket);
    }

    /** Stores a file as an object. */
    public void upload(Path file, String bucket, String key) throws IOException {
        PutObjectRequest request = PutObjectRequest.builder().bucket(bucket).key(key).contentLength(Files.size(file)).build();
        try (InputStream content = Files.newInputStream(file)) {
            store.putBlob(request, content);
        }
    }

    /** Stores every file below a folder; the key is the prefix, a slash and the path within the folder. */
    public void uploadAll(Path folder, String bucket, String prefix) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            upload(file, bucket, prefix + "/" + folder.relativize(file).toString().replace('\\', '/'));
        }
    }

    /** Deletes an object. */
    public void delete(String bucket, String key) {
        store.removeBlob(bucket, key);
    }

    /** How many times clients have asked for the contents of an object, or for a part of them. */
    public long reads() {
        return store.reads();
    }

    /** Stops the server. */
    @Override
    public void close() throws Exception {
        server.stop();
        store.close();
        if (own != null) {
            own.close();
        }
    }
}
