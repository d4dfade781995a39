package io.costflow.testing;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Drops a test class's databases of the shared server when the class is over: hundreds of them make the server slow to stop, and a disk in memory full. */
public final class ClassDatabases implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        boolean nested = context.getParent().flatMap(ExtensionContext::getTestClass).isPresent();
        if (!nested) {
            // closed after the class's own methods
            context.getStore(Namespace.create(ClassDatabases.class)).put("databases", new Databases());
        }
    }

    private record Databases() implements ExtensionContext.Store.CloseableResource, AutoCloseable {

        @Override
        public void close() throws Exception {
            SharedServers.dropDatabases();
        }
    }
}
