package io.costflow.serve.protocol;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks Trino's client protocol. A statement is answered at once with the address of its first page; a page that is not there yet is waited for briefly. Clients
 * repeat requests when a connection breaks, so that a repeated request for a page gets the same page.
 */
public final class TrinoServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrinoServer.class);

    private static final String NOTHING = "There is nothing at this address: Costflow answers statements of Trino's clients at /v1/statement.";
    private static final String LEADS_BACK = "The request came back to the endpoint of Costflow that had passed it on: serve.trino.url leads there and not to a Trino."
            + " Give it the address of Trino itself, and restart the endpoint.";
    private static final String USER = "X-Trino-User";
    private static final String STATEMENTS = "/v1/statement";

    /** The pages of statements that are answered here; all other pages are Trino's. */
    private static final String PAGES = STATEMENTS + "/costflow/";

    /** Trino's JDBC driver up to version 435, at least, takes an answer without columns for a mistake. */
    private static final String DRIVER = "Trino JDBC Driver";

    private static final Duration PAGE_PATIENCE = Duration.ofSeconds(1);
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(5);
    private static final int LARGEST_STATEMENT = 16 << 20;
    private static final int STATEMENTS_AT_ONCE = 64;
    private static final int STANDBYS = 1000;

    /** Which word of the path of Trino's pages is the id of the statement. */
    private static final int ID_IN_PAGE = 4;
    private static final DateTimeFormatter ID_TIME = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);

    static {
        // without it, each answer on a kept connection waits for the client's acknowledgement of its headers
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final StatementRouter router;
    private final Optional<RealTrino> trino;
    private final ServerAccess access;
    private final ExecutorService requests = Executors.newCachedThreadPool(runnable -> daemon(runnable, "costflow-http"));
    private final ExecutorService workers = Executors.newFixedThreadPool(STATEMENTS_AT_ONCE, runnable -> daemon(runnable, "costflow-statement"));
    private final ScheduledExecutorService cleaning = Executors.newSingleThreadScheduledExecutor(runnable -> daemon(runnable, "costflow-statements-cleaning"));
    private final Map<String, LocalStatement> statements = new ConcurrentHashMap<>();

    /** What answers here if Trino fails, by the id of a statement that was passed on. */
    private final Map<String, StatementRouter.Question> standbys = Collections.synchronizedMap(new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, StatementRouter.Question> eldest) {
            return size() > STANDBYS; // clients that went away leave theirs
        }
    });
    private final AtomicInteger sequence = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();

    /** Tells this process's statements from those of another one. */
    private final String process = Integer.toString(random.nextInt(36 * 36 * 36 * 36 * 36 / 2), 36);

    private final long started = System.nanoTime();

    private TrinoServer(HttpServer server, StatementRouter router, Optional<RealTrino> trino, ServerAccess access) {
        this.server = server;
        this.router = router;
        this.trino = trino;
        this.access = access;
    }

    /** Starts listening, for everyone who reaches the port. */
    public static TrinoServer start(InetSocketAddress address, StatementRouter router, Optional<RealTrino> trino) throws IOException {
        return start(address, router, trino, ServerAccess.OPEN);
    }

    /**
     * Starts listening.
     *
     * @param trino where statements are passed on to, if anywhere
     * @param access who may ask
     */
    public static TrinoServer start(InetSocketAddress address, StatementRouter router, Optional<RealTrino> trino, ServerAccess access) throws IOException {
        HttpServer http = access.key().isPresent() ? encrypted(address, access.key().get()) : HttpServer.create(address, 0);
        TrinoServer server = new TrinoServer(http, router, trino, access);
        http.setExecutor(server.requests);
        http.createContext("/", server::handle);
        http.start();
        server.cleaning.scheduleWithFixedDelay(() -> server.dropAbandoned(ABANDONED_AFTER), 30, 30, TimeUnit.SECONDS);
        return server;
    }

    private static HttpServer encrypted(InetSocketAddress address, X509ExtendedKeyManager key) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {key}, null, null);
            HttpsServer https = HttpsServer.create(address, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(context));
            return https;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be used: " + e.getMessage(), e);
        }
    }

    private static Thread daemon(Runnable runnable, String name) {
        Thread thread = new Thread(runnable, name);
        thread.setDaemon(true);
        return thread;
    }

    /** The port that it listens at. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                answer(exchange);
            } catch (RuntimeException | Error e) {
                LOG.warn("A request failed.", e);
                plain(exchange, 500, "The request failed: " + (e.getMessage() == null ? e : e.getMessage()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("A client went away.", e);
            throw e;
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_STATEMENT + 1);
        if (body.length > LARGEST_STATEMENT) {
            plain(exchange, 413, "A statement may have " + LARGEST_STATEMENT + " bytes.");
        } else if (trino.isPresent() && trino.get().hasPassed(exchange.getRequestHeaders())) {
            LOG.warn(LEADS_BACK);
            plain(exchange, Via.LOOP, LEADS_BACK);
        } else if (path.startsWith(STATEMENTS) || path.startsWith("/v1/spooled/")) {
            Headers headers = letIn(exchange);
            if (headers != null) {
                statement(exchange, path, headers, body);
            }
        } else if (path.equals("/v1/info")) {
            info(exchange);
        } else if (path.equals("/v1/info/state")) {
            json(exchange, 200, ResultPages.bytes("ACTIVE"));
        } else {
            plain(exchange, 404, path.equals("/ui") || path.startsWith("/ui/") || path.startsWith("/v1/query")
                    ? "Costflow answers here in Trino's place and has no such page: ./costflow statements lists what was asked."
                    : NOTHING);
        }
    }

    private void statement(HttpExchange exchange, String path, Headers headers, byte[] body) throws IOException, InterruptedException {
        String method = exchange.getRequestMethod();
        if (path.equals(STATEMENTS) && method.equals("POST")) {
            post(exchange, headers, body);
        } else if (path.startsWith(PAGES)) {
            page(exchange, headers, path.substring(PAGES.length()).split("/"), method, body);
        } else if (path.startsWith(STATEMENTS + "/") || path.startsWith("/v1/spooled/")) {
            String[] words = path.split("/");
            passPage(exchange, headers, words.length > ID_IN_PAGE ? words[ID_IN_PAGE] : "", body);
        } else {
            plain(exchange, 404, NOTHING);
        }
    }

    /** Returns the headers of a request that is let in, with the user who has shown who it is and without the password. Answers one that is not, and returns null. */
    private Headers letIn(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        boolean encrypted = exchange instanceof HttpsExchange || first(headers, "X-Forwarded-Proto").filter("https"::equalsIgnoreCase).isPresent();
        ServerAccess.Entry entry = access.enter(headers.getFirst("Authorization"), headers.getFirst(USER), encrypted);
        if (entry instanceof ServerAccess.Entry.Refused refused) {
            if (refused.status() == 401) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"Trino\"");
            }
            plain(exchange, refused.status(), refused.sentence());
            return null;
        }
        if (access.passwords().isEmpty()) {
            return headers;
        }
        Headers own = new Headers();
        own.putAll(headers);
        own.remove("Authorization");
        own.set(USER, ((ServerAccess.Entry.Allowed) entry).user());
        return own;
    }

    private void post(HttpExchange exchange, Headers headers, byte[] body) throws IOException, InterruptedException {
        String user = headers.getFirst(USER);
        if (user == null || user.isEmpty()) {
            plain(exchange, 401, "User must be set: send the header X-Trino-User.");
            return;
        }
        ClientStatement statement;
        try {
            statement = statement(headers, new String(body, StandardCharsets.UTF_8), user);
        } catch (IllegalArgumentException e) {
            plain(exchange, 400, "The header X-Trino-Prepared-Statement is not URL-encoded: " + e.getMessage());
            return;
        }
        StatementRouter.Route route = router.route(statement);
        if (route instanceof StatementRouter.Route.PassOn passed) {
            pass(exchange, headers, body, passed.answered(), passed.otherwise(), newId());
            return;
        }
        if (route instanceof StatementRouter.Route.Unavailable unavailable) {
            plain(exchange, 503, unavailable.reason());
            return;
        }
        StatementRouter.Route.Here here = (StatementRouter.Route.Here) route;
        begin(exchange, here.question(), here.whenAsked(), newId());
    }

    /** Begins to answer here, and says where the first page will be. */
    private void begin(HttpExchange exchange, StatementRouter.Question question, boolean whenAsked, String id) throws IOException {
        LocalStatement local = new LocalStatement(id, Long.toString(Math.abs(random.nextLong()), 36));
        statements.put(local.id(), local);
        boolean ofDriver = Optional.ofNullable(exchange.getRequestHeaders().getFirst("User-Agent")).filter(agent -> agent.startsWith(DRIVER)).isPresent();
        Callable<Answer> work = () -> ofDriver ? question.answer(local.id()).withColumns() : question.answer(local.id());
        if (whenAsked) {
            local.beginWhenAsked(work, workers);
        } else {
            local.begin(work, workers);
        }
        String base = base(exchange);
        json(exchange, 200, ResultPages.waiting(local, base, address(base, local, 1), true));
    }

    private static ClientStatement statement(Headers headers, String text, String user) {
        Map<String, String> prepared = new HashMap<>();
        for (String header : headers.getOrDefault("X-Trino-Prepared-Statement", List.of())) {
            for (String one : header.split(",")) {
                int equals = one.indexOf('=');
                if (equals > 0) {
                    prepared.put(decoded(one.substring(0, equals).strip()), decoded(one.substring(equals + 1).strip()));
                }
            }
        }
        return new ClientStatement(text, user, headers.getFirst("X-Trino-Catalog"), headers.getFirst("X-Trino-Schema"), prepared, headers);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A value of a header, as clients expect it. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void page(HttpExchange exchange, Headers headers, String[] words, String method, byte[] body) throws IOException, InterruptedException {
        if (words.length != 3 || !words[2].matches("\\d{1,9}")) {
            plain(exchange, 404, "There is no such page.");
            return;
        }
        LocalStatement statement = find(words[0], words[1]);
        if (statement == null) {
            passPage(exchange, headers, words[0], body); // of another endpoint that stands behind
            return;
        }
        if (method.equals("DELETE")) {
            statement.cancel();
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        long number = Long.parseLong(words[2]);
        String base = base(exchange);
        LocalStatement.Found found = statement.page(number, PAGE_PATIENCE);
        if (found instanceof LocalStatement.Found.Ready ready) {
            statement.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            json(exchange, 200, ResultPages.rows(statement, base, ready.page(), ready.page().last() ? null : address(base, statement, number + 1)));
        } else if (found instanceof LocalStatement.Found.NotYet) {
            json(exchange, 200, ResultPages.waiting(statement, base, address(base, statement, number), false));
        } else if (found instanceof LocalStatement.Found.Failed failed) {
            json(exchange, 200, ResultPages.failed(statement, base, failed.failure()));
        } else {
            plain(exchange, 410, "The page " + number + " of the statement is gone: the page after it was asked for.");
        }
    }

    private LocalStatement find(String id, String slug) {
        LocalStatement known = statements.get(id);
        if (known == null) {
            Optional<StatementRouter.Question> begun = router.resume(id);
            if (begun.isPresent()) {
                known = statements.computeIfAbsent(id, missing -> {
                    LocalStatement resumed = new LocalStatement(id, slug);
                    resumed.begin(() -> begun.get().answer(id), workers);
                    return resumed;
                });
            }
        }
        return known != null && known.slug().equals(slug) ? known : null;
    }

    /** A page of a statement that was passed on. */
    private void passPage(HttpExchange exchange, Headers headers, String id, byte[] body) throws IOException, InterruptedException {
        if (trino.isEmpty()) {
            plain(exchange, 404, "The statement is not known here: it has ended, or was never sent to this endpoint.");
            return;
        }
        Optional<StatementRouter.Question> otherwise = exchange.getRequestMethod().equals("GET") ? Optional.ofNullable(standbys.get(id)) : Optional.empty();
        pass(exchange, headers, body, status -> {}, otherwise, id);
    }

    /**
     * Passes a request on.
     *
     * @param otherwise answers here if Trino fails, if anything does
     * @param id the id of the statement if it is answered here
     */
    private void pass(
            HttpExchange exchange, Headers headers, byte[] body, Consumer<Integer> answered, Optional<StatementRouter.Question> otherwise, String id)
            throws IOException, InterruptedException {
        RealTrino behind = trino.orElseThrow(() -> new IllegalStateException("There is no Trino behind to pass a request on to."));
        URI uri = exchange.getRequestURI();
        String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        RealTrino.Reply reply;
        Optional<RealTrino.PageState> page;
        try {
            reply = behind.pass(exchange.getRequestMethod(), path, headers, body, base(exchange));
            page = otherwise.isPresent() ? Optional.of(RealTrino.state(reply)) : Optional.empty();
        } catch (IOException e) {
            answered.accept(0);
            LOG.warn("The Trino behind did not answer: {}", e.toString());
            if (otherwise.isPresent()) {
                begin(exchange, otherwise.get(), false, id);
                return;
            }
            plain(exchange, 503, "The Trino behind does not answer: " + e.getMessage());
            return;
        }
        answered.accept(reply.status());
        if (page.isPresent()) {
            String passed = page.get().id() == null ? id : page.get().id();
            if (page.get().error() == RealTrino.PageError.OF_TRINO) {
                LOG.warn("The Trino behind failed; a statement about metadata is answered from the lake.");
                begin(exchange, otherwise.get(), false, passed);
                return;
            }
            // an answer that began with Trino's rows cannot begin again with ours
            if (page.get().next() != null && !page.get().hasData()) {
                standbys.put(passed, otherwise.get());
            } else {
                standbys.remove(passed);
            }
        }
        if (reply.status() == Via.LOOP && !Via.isOfCostflow(headers)) {
            LocalStatement failed = new LocalStatement(id, "");
            json(exchange, 200, ResultPages.failed(failed, base(exchange), new StatementFailure(
                    ErrorCode.CONFIGURATION_INVALID, new String(reply.body(), StandardCharsets.UTF_8))));
            return;
        }
        reply.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
        send(exchange, reply.status(), reply.body());
    }

    private void info(HttpExchange exchange) throws IOException {
        Duration uptime = Duration.ofNanos(System.nanoTime() - started);
        json(exchange, 200, ResultPages.bytes(Map.of(
                "nodeVersion", Map.of("version", "435"), "environment", "costflow", "coordinator", true, "starting", false,
                "uptime", uptime.toSeconds() + ".00s")));
    }

    private String newId() {
        return ID_TIME.format(Instant.now()) + "_" + "%05d".formatted(sequence.incrementAndGet() % 100_000) + "_" + process;
    }

    private static String address(String base, LocalStatement statement, long page) {
        return base + PAGES + statement.id() + "/" + statement.slug() + "/" + page;
    }

    /** Our address as the client knows it: behind a route, by what that says. */
    private String base(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String scheme = first(headers, "X-Forwarded-Proto").map(proto -> proto.toLowerCase(Locale.ROOT))
                .orElse(exchange instanceof HttpsExchange ? "https" : "http");
        Optional<String> port = first(headers, "X-Forwarded-Port");
        String host = first(headers, "X-Forwarded-Host")
                .or(() -> first(headers, "Host").map(own -> port.isPresent() ? withoutPort(own) : own)) // its port may be the one behind the route
                .orElse("localhost:" + port());
        boolean hasPort = !withoutPort(host).equals(host);
        boolean usual = port.isEmpty() || port.get().equals(scheme.equals("https") ? "443" : "80");
        return scheme + "://" + (hasPort || usual ? host : host + ":" + port.get());
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static Optional<String> first(Headers headers, String name) {
        return Optional.ofNullable(headers.getFirst(name)).map(value -> value.split(",")[0].strip()).filter(value -> !value.isEmpty());
    }

    /** Stops and forgets statements whose client has not asked for so long. */
    void dropAbandoned(Duration idle) {
        statements.values().forEach(statement -> {
            if (statement.idle().compareTo(idle) > 0) {
                statement.cancel();
                statements.remove(statement.id());
            }
        });
    }

    private static void json(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, status, body);
    }

    private static void plain(HttpExchange exchange, int status, String sentence) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        send(exchange, status, sentence.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        cleaning.shutdownNow();
        workers.shutdownNow();
        requests.shutdownNow();
    }
}
