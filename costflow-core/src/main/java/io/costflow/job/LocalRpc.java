package io.costflow.job;

import java.util.Iterator;
import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.util.Reference;

/**
 * The RPC system of a cluster within this JVM. Flink comes with it as a jar within a jar, which it unpacks on every start and loads by a class loader of its
 * own, to keep its libraries from those of users. Nobody else's code runs here, so the launcher puts that jar on the class path: its classes are read from
 * there, and from the launcher's archive of classes.
 */
public final class LocalRpc {

    private LocalRpc() {}

    /** The one of the class path, or, where there is none, such as in tests, Flink's own way. */
    public static Reference<RpcSystem> find(Configuration configuration) {
        Iterator<RpcSystem> found = ServiceLoader.load(RpcSystem.class, LocalRpc.class.getClassLoader()).iterator();
        return Reference.owned(found.hasNext() ? found.next() : RpcSystem.load(configuration));
    }
}
