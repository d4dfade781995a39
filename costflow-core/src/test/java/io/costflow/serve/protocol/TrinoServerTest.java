package io.costflow.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.costflow.serve.protocol.StatementRouter.Route;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Trino's own JDBC driver, and clients that repeat requests, get from the server. */
class TrinoServerTest {

    private static final List<ResultColumn> NUMBERS = List.of(new ResultColumn("n", TrinoType.BIGINT), new ResultColumn("text", TrinoType.VARCHAR));

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger answered = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private TrinoServer behind;
    private RealTrino trino;
    private TrinoServer server;

    @BeforeEach
    void start() throws Exception {
        behind = listen(this::routeBehind, Optional.empty());
        trino = new RealTrino("http://localhost:" + behind.port());
        server = listen(this::route, Optional.of(trino));
    }

    @AfterEach
    void stop() {
        server.close();
        behind.close();
    }

    private interface Routing {
        Route route(ClientStatement statement);
    }

    private static TrinoServer listen(Routing routing, Optional<RealTrino> trino) throws Exception {
        return listen(0, routing, trino);
    }

    private static TrinoServer listen(int port, Routing routing, RealTrino trino) throws Exception {
        return listen(port, routing, Optional.of(trino));
    }

    private static TrinoServer listen(int port, Routing routing, Optional<RealTrino> trino) throws Exception {
        StatementRouter router = new StatementRouter() {
            @Override
            public Route route(ClientStatement statement) {
                return routing.route(statement);
            }

            @Override
            public Optional<Question> resume(String statementId) {
                return statementId.startsWith("begun_elsewhere") ? Optional.of(id -> Answer.counted("INSERT", 7, List.of())) : Optional.empty();
            }
        };
        return TrinoServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), router, trino);
    }

    private Route route(ClientStatement statement) {
        String text = statement.text();
        if (text.startsWith("PASS or")) {
            return new Route.PassOn(status -> answered.incrementAndGet(), Optional.of(id -> Answer.counted("STANDBY", 3, List.of())));
        }
        if (text.startsWith("PASS")) {
            return new Route.PassOn(status -> answered.incrementAndGet());
        }
        if (text.startsWith("PREPARE")) {
            String kept = text.substring(text.indexOf("FROM ") + 5);
            return new Route.Here(id -> Answer.ofSession("PREPARE", Map.of("X-Trino-Added-Prepare", "statement1=" + TrinoServer.encoded(kept))));
        }
        if (text.startsWith("EXECUTE")) {
            return rows(statement.prepared().containsValue("SELECT many") ? 2500 : 1);
        }
        return switch (text) {
            case "SELECT many" -> rows(2500);
            case "SELECT error" -> throw new StackOverflowError();
            case "SELECT too deep" -> new Route.Here(id -> {
                throw new StackOverflowError();
            });
            case "SELECT incompatible" -> new Route.Here(id -> {
                throw new NoClassDefFoundError();
            });
            case "SELECT very many" -> rows(100_000);
            case "SELECT wrong" -> new Route.Here(id -> {
                throw new StatementFailure(ErrorCode.SYNTAX_ERROR, "mismatched input", 1, 8, null);
            });
            case "SELECT long" -> new Route.Here(id -> {
                begun.countDown();
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    stopped.countDown();
                    throw e;
                }
                return Answer.done("NEVER");
            });
            case "SELECT unreadable" -> new Route.Here(id -> Answer.rows(NUMBERS, LongStream.of(1).<List<Object>>mapToObj(n -> {
                throw new IllegalStateException(new StatementFailure(ErrorCode.HIVE_FILESYSTEM_ERROR, "The file cannot be read."));
            }).iterator()));
            case "INSERT" -> new Route.Here(id -> {
                answered.incrementAndGet();
                return Answer.counted("INSERT", 12, List.of("One day holds its last good revision."));
            });
            default -> rows(1);
        };
    }

    private Route routeBehind(ClientStatement statement) {
        if (statement.text().equals("PASS or fail halfway")) {
            return new Route.Here(id -> Answer.rows(NUMBERS, LongStream.range(0, 1500).mapToObj(n -> {
                if (n == 1200) {
                    await(begun);
                    throw new IllegalStateException("The node went away.");
                }
                return List.<Object>of(n, "text " + n);
            }).iterator()));
        }
        return statement.user().equals("admin") ? rows(1500) : rows(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Route rows(long count) {
        return new Route.Here(id -> Answer.rows(NUMBERS, LongStream.range(0, count).mapToObj(n -> List.<Object>of(n, "text " + n)).iterator()));
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "admin");
        return DriverManager.getConnection("jdbc:trino://localhost:" + server.port() + "/hive/org1234567", properties);
    }

    @Test
    void aBigResultComesInPages() throws Exception {
        try (Connection connection = connect(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("SELECT many")) {
            long n = 0;
            while (rows.next()) {
                assertThat(rows.getLong("n")).isEqualTo(n);
                n++;
            }
            assertThat(n).isEqualTo(2500);
            assertThat(rows.getMetaData().getColumnTypeName(2)).isEqualTo("varchar");
        }
    }

    @Test
    void fiftyStatementsOfTwentyClientsAreAnsweredAtOnce() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(50);
        List<Connection> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                clients.add(connect());
            }
            List<Future<Long>> sums = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Connection client = clients.get(i % clients.size());
                String sql = i % 10 == 0 ? "SELECT very many" : i % 3 == 0 ? "PASS" : "SELECT many";
                sums.add(callers.submit(() -> sum(client, sql)));
            }
            for (int i = 0; i < 50; i++) {
                long count = i % 10 == 0 ? 100_000 : i % 3 == 0 ? 1500 : 2500;
                assertThat(sums.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(count * (count - 1) / 2);
            }
        } finally {
            callers.shutdownNow();
            for (Connection client : clients) {
                client.close();
            }
        }
    }

    private static long sum(Connection client, String sql) throws SQLException {
        try (Statement statement = client.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            long sum = 0;
            while (rows.next()) {
                sum += rows.getLong(1);
            }
            return sum;
        }
    }

    @Test
    void aStatementWhoseClientWentAwayStops() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/v1/statement"))
                .header("X-Trino-User", "admin").POST(BodyPublishers.ofString("SELECT long")).build();
        String page = http.send(post, BodyHandlers.ofString()).body();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        server.dropAbandoned(Duration.ofMinutes(5));
        assertThat(stopped.await(100, TimeUnit.MILLISECONDS)).as("stopped while its client is patient").isFalse();
        server.dropAbandoned(Duration.ZERO);
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        URI next = URI.create(page.replaceAll(".*\"nextUri\":\"([^\"]*)\".*", "$1"));
        assertThat(http.send(HttpRequest.newBuilder(next).build(), BodyHandlers.discarding()).statusCode()).isEqualTo(404);
    }

    @Test
    void aChangeHasACountAndWarnings() throws Exception {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            assertThat(statement.executeLargeUpdate("INSERT")).isEqualTo(12);
            assertThat(statement.getWarnings().getMessage()).contains("last good revision");
        }
    }

    @Test
    void aPreparedStatementIsKeptByTheClient() throws Exception {
        try (Connection connection = connect(); java.sql.PreparedStatement statement = connection.prepareStatement("SELECT many"); ResultSet rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isZero();
        }
    }

    @Test
    void anErrorHasItsPlace() throws Exception {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("line 1:8: mismatched input")
                    .extracting(e -> ((SQLException) e).getErrorCode()).isEqualTo(1);
        }
    }

    @Test
    void aCancelledStatementStops() throws Exception {
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            Future<?> running = caller.submit(() -> statement.executeQuery("SELECT long"));
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            // until the driver has read the answer to its POST it has nothing to cancel
            for (int attempt = 0; attempt < 50 && !stopped.await(200, TimeUnit.MILLISECONDS); attempt++) {
                statement.cancel();
            }
            assertThat(stopped.getCount()).isZero();
            assertThatThrownBy(() -> running.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(SQLException.class);
        } finally {
            caller.shutdownNow();
        }
    }

    @Test
    void whatIsPassedOnComesBackUnderOurAddress() throws Exception {
        try (Connection connection = connect(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("PASS")) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(1500);
        }
        assertThat(answered).hasValue(1);
    }

    @Test
    void anAnswerThatBeganWithRowsOfTrinoDoesNotBeginAgainHere() throws Exception {
        String page = get(nextUri(post("PASS or fail halfway", Map.of()).body()));
        assertThat(page).contains("text 999");
        begun.countDown();
        assertThat(get(nextUri(page))).contains("The node went away.").doesNotContain("STANDBY");
    }

    @Test
    void whatIsNoPageOfTrinoIsAFailureOfIt() throws Exception {
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("<p>Please log in.</p>".getBytes());
            }
        });
        proxy.start();
        try (TrinoServer beforeProxy = listen(this::route, Optional.of(new RealTrino("http://localhost:" + proxy.getAddress().getPort())))) {
            HttpRequest asked = HttpRequest.newBuilder(URI.create("http://localhost:" + beforeProxy.port() + "/v1/statement"))
                    .header("X-Trino-User", "admin").POST(BodyPublishers.ofString("PASS or login")).build();
            assertThat(get(nextUri(http.send(asked, BodyHandlers.ofString()).body()))).contains("\"updateType\":\"STANDBY\"");
        } finally {
            proxy.stop(0);
        }
    }

    @Test
    void aRequestThatComesBackIsRefused() throws Exception {
        int port = freePort();
        AtomicInteger routed = new AtomicInteger();
        RealTrino itself = new RealTrino("http://localhost:" + port);
        try (TrinoServer loop = listen(port, statement -> count(routed, statement), itself)) {
            assertThat(itself.leadsBack()).isTrue();
            assertThat(trino.leadsBack()).isFalse();
            assertThat(post(loop.port(), "PASS")).contains("\"errorName\":\"CONFIGURATION_INVALID\"", "\"errorCode\":65559").contains("serve.trino.url");
            assertThat(routed).as("times that the statement was passed on").hasValue(1);
            assertThat(answered).as("a status for the counts").hasValue(1);
            assertThat(get("http://localhost:" + loop.port() + "/v1/statement/queued/a/b/1")).contains("CONFIGURATION_INVALID");
            assertThat(get(nextUri(post(loop.port(), "PASS or not")))).as("what the lake can answer").contains("STANDBY");
        }
    }

    @Test
    void aLoopOverTwoEndpointsEndsAtTheFirstRepeat() throws Exception {
        int port = freePort();
        AtomicInteger routed = new AtomicInteger();
        try (TrinoServer second = listen(statement -> count(routed, statement), Optional.of(new RealTrino("http://localhost:" + port)));
                TrinoServer first = listen(port, statement -> count(routed, statement), new RealTrino("http://localhost:" + second.port()))) {
            assertThat(post(first.port(), "PASS")).contains("CONFIGURATION_INVALID").contains("serve.trino.url");
            assertThat(routed).hasValue(2);
            assertThatThrownBy(() -> new RealTrino("http://localhost:" + second.port()).run("PASS", Map.of("X-Trino-User", List.of("admin"))))
                    .as("a statement that keeps Trino's tables up").hasMessageContaining("508").hasMessageContaining("serve.trino.url");
        }
    }

    private Route count(AtomicInteger routed, ClientStatement statement) {
        routed.incrementAndGet();
        return route(statement);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String post(int port, String text) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/statement")).header("X-Trino-User", "admin").POST(BodyPublishers.ofString(text)).build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void rowsThatCannotBeReadFailWithTheirOwnError() throws Exception {
        assertThat(get(nextUri(post("SELECT unreadable", Map.of()).body()))).contains("HIVE_FILESYSTEM_ERROR").contains("The file cannot be read.");
    }

    @Test
    void aRepeatedRequestGetsTheSamePage() throws Exception {
        String first = post("SELECT many", Map.of()).body();
        String page = get(nextUri(first));
        assertThat(get(nextUri(first))).isEqualTo(page);
        String second = get(nextUri(page));
        assertThat(get(nextUri(page))).isEqualTo(second).isNotEqualTo(page);
    }

    @Test
    void addressesFollowTheRoute() throws Exception {
        Map<String, String> forwarded = Map.of("X-Forwarded-Proto", "https", "X-Forwarded-Host", "trino.example.com", "X-Forwarded-Port", "443");
        assertThat(nextUri(post("SELECT 1", forwarded).body())).startsWith("https://trino.example.com/v1/statement/");
        assertThat(nextUri(post("PASS", forwarded).body())).startsWith("https://trino.example.com/v1/statement/");
        assertThat(nextUri(post("SELECT 1", Map.of("X-Forwarded-Proto", "https", "X-Forwarded-Host", "trino.example.com", "X-Forwarded-Port", "8443")).body()))
                .startsWith("https://trino.example.com:8443/v1/statement/");
        assertThat(nextUri(post("SELECT 1", Map.of("X-Forwarded-Proto", "HTTPS", "X-Forwarded-Host", "trino.example.com", "X-Forwarded-Port", "443")).body()))
                .startsWith("https://trino.example.com/v1/statement/");
        assertThat(nextUri(post("SELECT 1", Map.of("X-Forwarded-Port", "8443", "X-Forwarded-Proto", "https")).body())).as("beside Host")
                .startsWith("https://localhost:8443/v1/statement/");
        assertThat(nextUri(post("SELECT 1", Map.of("X-Forwarded-Port", "80")).body())).startsWith("http://localhost/v1/statement/");
        assertThat(nextUri(post("SELECT 1", Map.of()).body())).startsWith("http://localhost:" + server.port() + "/v1/statement/");
    }

    @Test
    void aHeaderThatCannotBeDecodedIsTheClientsMistake() throws Exception {
        HttpResponse<String> answer = post("SELECT 1", Map.of("X-Trino-Prepared-Statement", "a=%zz"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("X-Trino-Prepared-Statement");
    }

    @Test
    void anErrorOfTheRouterIsAnswered() throws Exception {
        HttpResponse<String> answer = post("SELECT error", Map.of());
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("StackOverflowError");
    }

    @Test
    void anErrorOfAnAnswerIsAnswered() throws Exception {
        assertThat(get(nextUri(post("SELECT too deep", Map.of()).body()))).contains("\"errorName\":\"STACK_OVERFLOW\"").contains("nested too deeply");
        assertThat(get(nextUri(post("SELECT incompatible", Map.of()).body())))
                .contains("\"errorName\":\"GENERIC_INTERNAL_ERROR\"").contains("NoClassDefFoundError");
    }

    @Test
    void aStatementThatAnotherProcessBeganGoesOn() throws Exception {
        assertThat(get("http://localhost:" + server.port() + "/v1/statement/costflow/begun_elsewhere_1/slug/1")).contains("\"updateCount\":7");
        assertThat(status("/v1/statement/costflow/never_begun/slug/1")).isEqualTo(404);
    }

    @Test
    void thereAreNoPagesForPeople() throws Exception {
        assertThat(status("/ui")).isEqualTo(404);
        assertThat(status("/v1/query")).isEqualTo(404);
        assertThat(status("/v1/info")).isEqualTo(200);
        HttpRequest withoutUser = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/v1/statement")).POST(BodyPublishers.ofString("SELECT 1")).build();
        assertThat(http.send(withoutUser, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }

    @Test
    void onlyAddressesOfAPageChange() throws Exception {
        String page = "{\"id\":\"q\",\"nextUri\":\"http://trino:8080/v1/statement/queued/q/y1/1?slug=a\",\"data\":[[1.10,\"nextUri\"]],\"stats\":{\"nextUri\":\"no\"}}";
        assertThat(new String(RealTrino.withOurAddresses(page.getBytes(), "https://here"))).isEqualTo(page.replace("http://trino:8080", "https://here"));
    }

    private HttpResponse<String> post(String text, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/v1/statement"))
                .header("X-Trino-User", "admin").POST(BodyPublishers.ofString(text));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private String get(String address) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString()).body().replaceAll("\"elapsedTimeMillis\":\\d+", "");
    }

    private int status(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path)).build(), BodyHandlers.ofString()).statusCode();
    }

    private static String nextUri(String page) {
        int begin = page.indexOf("\"nextUri\":\"") + "\"nextUri\":\"".length();
        return page.substring(begin, page.indexOf('"', begin));
    }
}
