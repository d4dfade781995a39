package io.costflow.inventory;

import io.costflow.day.LakeFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads small objects of an object store before it is their turn, several at once: a request takes longer than decoding what it fetches. */
final class ReadAhead implements Closeable {

    /** How many splits a reader has at most, so that it can read ahead of the one that it decodes. */
    static final int SPLITS = 8;

    private ExecutorService requests;

    /** A file to be read, which is opened already, is being opened, or will be when it is asked for. */
    static final class Opening {
        private final LakeFile file;
        private Future<ListedFile> ahead;

        private Opening(LakeFile file, Future<ListedFile> ahead) {
            this.file = file;
            this.ahead = ahead;
        }

        /** Waits until the file is open. What was opened ahead serves, or fails, the first attempt. */
        ListedFile open() throws IOException {
            if (ahead == null) {
                return ListedFile.open(file);
            }
            Future<ListedFile> opening = ahead;
            ahead = null;
            try {
                return opening.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException failure) {
                    throw failure;
                }
                throw new IllegalStateException("Opening " + file.path() + " failed: " + e.getCause().getMessage(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while opening " + file.path(), e);
            }
        }
    }

    /** Begins to open a file if it is a small object, and leaves any other for when it is asked for. */
    Opening begin(LakeFile file) {
        boolean ahead = file.etag() != null && ListedFile.isSmall(file);
        return new Opening(file, ahead ? requests().submit(() -> ListedFile.open(file)) : null);
    }

    private ExecutorService requests() {
        if (requests == null) {
            requests = Executors.newFixedThreadPool(SPLITS, task -> {
                Thread thread = new Thread(task, "read-ahead");
                thread.setDaemon(true);
                return thread;
            });
        }
        return requests;
    }

    @Override
    public void close() {
        if (requests != null) {
            requests.shutdownNow();
        }
    }
}
