package io.costflow.serve.answer;

import io.costflow.inventory.SourceFolders;
import io.costflow.serve.access.ConfiguredAccess;
import io.costflow.serve.protocol.RealTrino;
import io.costflow.serve.protocol.ServerAccess;
import io.costflow.serve.protocol.TrinoServer;
import io.costflow.serve.statement.KnownForms;
import io.costflow.serve.statement.Recognition;
import io.costflow.serve.statement.SessionStatements;
import io.costflow.serve.statement.TrinoParser;
import io.costflow.settings.InvalidSettingsException;
import io.costflow.settings.ServeSettings;
import io.costflow.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The endpoint that stands in Trino's place: what listens, decides and answers. */
public final class Endpoint implements AutoCloseable {

    private static final long FLUSH_SECONDS = 2;

    private final Connections connections;
    private final OtherQuestions others;
    private final StatementLog log;
    private final Optional<KeepWarm> keepWarm;
    private final TrinoServer server;
    private final Optional<RealTrino> trino;
    private final MissingTrino missingTrino;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ScheduledExecutorService flushing = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "costflow-statement-counts");
        thread.setDaemon(true);
        return thread;
    });

    private Endpoint(
            Connections connections, OtherQuestions others, StatementLog log, Optional<KeepWarm> keepWarm, TrinoServer server, Optional<RealTrino> trino,
            MissingTrino missingTrino) {
        this.connections = connections;
        this.others = others;
        this.log = log;
        this.keepWarm = keepWarm;
        this.server = server;
        this.trino = trino;
        this.missingTrino = missingTrino;
    }

    /** Starts listening where the settings say, and answers statements in the forms of koku's. */
    public static Endpoint start(Settings settings) throws IOException, InvalidSettingsException {
        return start(settings, KnownForms.ofKoku());
    }

    /** Starts listening where the settings say. */
    public static Endpoint start(Settings settings, KnownForms forms) throws IOException, InvalidSettingsException {
        ServeSettings serve = settings.serve();
        ServerAccess access = ConfiguredAccess.of(serve.security());
        Connections connections = new Connections(settings.database());
        Tenants tenants = new Tenants(settings, connections);
        SourceFolders folders = new SourceFolders(settings.lake().root(), settings.run().readBudget());
        OtherQuestions others = new OtherQuestions(settings);
        StatementLog log = new StatementLog(tenants);
        Optional<RealTrino> trino = Optional.ofNullable(serve.trinoUrl()).map(RealTrino::new);
        Optional<KeepWarm> keepWarm = trino.filter(known -> serve.keepWarm()).map(KeepWarm::new);
        TableRequests requests = new TableRequests(tenants, serve.ensureTimeout());
        Router router = new Router(
                new SessionStatements(new TrinoParser()), new Recognition(forms), tenants, new LakeMetadata(folders, tenants), new Questions(tenants, folders), others,
                requests, new AddedCosts(requests, tenants), log, trino.isPresent(), keepWarm);
        TrinoServer server = TrinoServer.start(new InetSocketAddress(serve.host(), serve.port()), router, trino, access);
        Endpoint endpoint = new Endpoint(connections, others, log, keepWarm, server, trino, new MissingTrino(tenants, serve.usualMode()));
        endpoint.flushing.scheduleWithFixedDelay(log::flush, FLUSH_SECONDS, FLUSH_SECONDS, TimeUnit.SECONDS);
        return endpoint;
    }

    /** What does not keep the endpoint from answering, but will make statements fail: a sentence each. */
    public List<String> warnings() throws InterruptedException {
        if (trino.isEmpty()) {
            return missingTrino.warnings();
        }
        return trino.get().leadsBack()
                ? List.of("serve.trino.url leads to this endpoint itself: what would be passed on to Trino is refused. Give it the address of Trino.")
                : List.of();
    }

    /** The port that it listens at. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() throws Exception {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        server.close();
        if (keepWarm.isPresent()) {
            keepWarm.get().close(); // before the counts are written, as it counts what it has not done
        }
        flushing.shutdown();
        log.close();
        others.close();
        connections.close();
    }
}
