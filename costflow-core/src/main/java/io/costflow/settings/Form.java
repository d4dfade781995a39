package io.costflow.settings;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.flink.util.TimeUtils;
import org.postgresql.Driver;

/** What the value of an option must look like. A value that may contain a password is never repeated in a message. */
enum Form {
    TEXT("text", true, text -> {}),
    SECRET("text, which is never shown", false, text -> {}),
    DAY("a day of the calendar, written like 2025-10-31", true, LocalDate::parse),
    DURATION("a time with its unit, such as 30 s or 5 min", true, Form::duration),
    PAUSE("a time with its unit, such as 0 s or 60 s", true, Form::pause),
    INTERVAL("a time of 100 ms or more with its unit, such as 30 s or 5 min", true, Form::interval),
    MONTHS("a whole number from 1 to 120", true, text -> number(text, 120)),
    OVERLAP("winner or all", true, text -> require(text.equals("winner") || text.equals("all"))),
    INVENTORY("costflow or koku", true, text -> require(text.equals("costflow") || text.equals("koku"))),
    POOLER("auto, none or transaction", true, text -> require(text.equals("auto") || text.equals("none") || text.equals("transaction"))),
    BACKEND("heap or rocksdb", true, text -> require(text.equals("heap") || text.equals("rocksdb"))),
    SUBTASKS("a whole number from 1 to 720", true, text -> number(text, 720)),
    SWITCH("true or false", true, text -> require(text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))),
    FRACTION("a number such as 0.1", true, BigDecimal::new),
    ENDPOINT("an http or https address without user and path, such as http://minio:9000", false, Form::endpoint),
    LAKE("s3://bucket/folder, or file:///folder with three slashes, without user and password", false, Form::lake),
    DATABASE("jdbc:postgresql://host:port/database, without user and passwords, which have keys of their own", false, Form::database),
    TLS_MODE("disable, allow, prefer, require, verify-ca or verify-full", true, Form::tlsMode),
    READABLE_FILE("the path of a file that can be read", true, Form::readableFile),
    SCHEMA("the name of a tenant's schema, such as org1234567", true, text -> require(text.matches("[A-Za-z_][A-Za-z0-9_-]{0,62}"))),
    SCHEMA_PATTERNS("a list of names of schemas, with * for any characters and ? for one, such as [org1*, acct10001]", true,
            text -> require(text.matches("[A-Za-z0-9_*?-]+(\\s*,\\s*[A-Za-z0-9_*?-]+)*"))),
    SHARD("the number of the shard and how many there are, such as 3/8", true, text -> require(TenantSelection.isShard(text))),
    PROVIDER("a UUID, such as 00000000-0000-0000-0000-000000000001", true, text -> require(text.matches("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}"))),
    OUTPUTS("all, or a list of outputs such as [openshift, openshift-on-aws]", true, text -> require(text.matches("[a-z0-9-]+(\\s*,\\s*[a-z0-9-]+)*"))),
    LISTEN("a host and a port, such as 127.0.0.1:8085", true, Form::listen),
    SOURCE_MODE("trino, shadow, costflow or refuse", true, text -> require(SourceMode.of(text).isPresent())),
    PUBLISH("on-request or continuous", true, text -> require(text.equals("on-request") || text.equals("continuous"))),
    DISTRIBUTION("cpu or memory", true, text -> require(text.equals("cpu") || text.equals("memory")));

    private static final Set<String> TLS_MODES = Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    /** Parts of the names of driver properties whose values are secret: {@code password}, {@code sslpassword}, ... */
    private static final Pattern SECRET_PARAMETER = Pattern.compile("(?i).*(password|secret|token).*");

    private final String expected;
    private final boolean shown;
    private final Consumer<String> check;

    Form(String expected, boolean shown, Consumer<String> check) {
        this.expected = expected;
        this.shown = shown;
        this.check = check;
    }

    /** The form in words, for messages and for the reference page. */
    String expected() {
        return expected;
    }

    /** Whether a message may repeat the value. */
    boolean shown() {
        return shown;
    }

    boolean accepts(String text) {
        try {
            check.accept(text);
            return true;
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    private static Duration pause(String text) {
        require(!text.isEmpty() && !Character.isDigit(text.charAt(text.length() - 1)));
        Duration duration = TimeUtils.parseDuration(text);
        require(!duration.isNegative());
        return duration;
    }

    private static void duration(String text) {
        require(!pause(text).isZero());
    }

    private static void interval(String text) {
        require(pause(text).compareTo(Duration.ofMillis(100)) >= 0);
    }

    private static void number(String text, int largest) {
        int number = Integer.parseInt(text);
        require(number >= 1 && number <= largest);
    }

    private static void tlsMode(String text) {
        require(TLS_MODES.contains(text));
    }

    private static void readableFile(String text) {
        require(Files.isRegularFile(Path.of(text)) && Files.isReadable(Path.of(text)));
    }

    private static void endpoint(String text) {
        URI uri = URI.create(text);
        require("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        require(uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null && withoutSlashes(uri.getPath()).isEmpty());
    }

    private static void listen(String text) {
        int colon = text.lastIndexOf(':');
        require(colon > 0);
        int port = Integer.parseInt(text.substring(colon + 1));
        require(port >= 0 && port <= 65535);
    }

    private static void lake(String text) {
        URI uri = URI.create(text);
        require(uri.getPath() != null && uri.getQuery() == null && uri.getFragment() == null);
        boolean bucket = "s3".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
        boolean folder = "file".equals(uri.getScheme()) && uri.getAuthority() == null && !withoutSlashes(uri.getPath()).isEmpty();
        require(bucket || folder);
    }

    private static void database(String text) {
        require(text.startsWith("jdbc:postgresql://") && !text.contains("@"));
        Properties properties = Driver.parseURL(text, null);
        require(properties != null && properties.getProperty("PGDBNAME") != null);
        require(properties.getProperty("user") == null);
        require(properties.stringPropertyNames().stream().noneMatch(name -> SECRET_PARAMETER.matcher(name).matches()));
    }

    /** The text without slashes at its end. */
    static String withoutSlashes(String text) {
        return text.replaceAll("/+$", "");
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }
}
