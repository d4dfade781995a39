package io.costflow.job;

import io.costflow.settings.LakeSettings;
import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** The local disk as a lake with the scheme {@code hooked}, in which a test can make something happen while the job lists and reads. */
public final class HookedFileSystem extends LocalFileSystem {

    /** What happens before something is done; an exception happens in its place. */
    interface Hook {
        void before(Path path) throws IOException;
    }

    private static final String SCHEME = "hooked";
    private static final Hook NOTHING = path -> {};

    private static volatile Hook opening = NOTHING;
    private static volatile Hook listing = NOTHING;

    /** Whether folders look as those do that may not be read. */
    private static volatile boolean unreadable;

    static LakeSettings lake(java.nio.file.Path root) {
        return new LakeSettings(SCHEME + "://" + root.toAbsolutePath(), null, null, null, true);
    }

    static void beforeOpening(Hook hook) {
        opening = hook;
    }

    static void beforeListing(Hook hook) {
        listing = hook;
    }

    static void makeFoldersUnreadable() {
        unreadable = true;
    }

    static void reset() {
        opening = NOTHING;
        listing = NOTHING;
        unreadable = false;
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        opening.before(path);
        return super.open(path);
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        listing.before(path);
        return unreadable ? null : super.listStatus(path);
    }

    /** Flink finds it by its service entry. */
    public static final class Factory implements FileSystemFactory {

        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileSystem create(URI root) {
            return new HookedFileSystem();
        }
    }
}
