package io.costflow.bench;

import java.io.IOException;

/** Does tasks, and measures them. It stays warm between its tasks. */
interface Contender extends AutoCloseable {

    Measurement run(Task task) throws IOException;

    @Override
    void close() throws IOException, InterruptedException;
}
