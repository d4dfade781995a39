package io.costflow.serve.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The Trino behind the endpoint. Requests and answers go through as they are, but for the addresses of further pages: these become ours, so that the client stays
 * with us and we stay with this Trino. A request has an entry in {@code Via}, by which a loop is seen.
 */
public final class RealTrino implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration INFO_TIMEOUT = Duration.ofSeconds(2);
    private static final JsonFactory JSON = new JsonFactory();

    /** The members of a page that name the next request. */
    private static final Set<String> OURS = Set.of("nextUri", "partialCancelUri");

    /** What belongs to one connection, and what would make Trino or the client answer otherwise than over a connection of their own. */
    private static final Set<String> OF_CONNECTION = Set.of(
            "host", "connection", "content-length", "transfer-encoding", "upgrade", "expect", "keep-alive", "te", "trailer", "http2-settings", "accept-encoding",
            "content-encoding", "date", ":status");

    private final String url;
    private final Via via = new Via();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT).build();

    /**
     * An answer of Trino.
     *
     * @param isJson whether its body says that it is JSON, as every page of a statement does
     */
    record Reply(int status, Map<String, List<String>> headers, boolean isJson, byte[] body) {}

    /** @param url its address, without a slash at the end */
    public RealTrino(String url) {
        this.url = url;
    }

    /**
     * Passes a request on.
     *
     * @param path its path and query
     * @param base our address, as the client knows it
     */
    Reply pass(String method, String path, Map<String, List<String>> headers, byte[] body, String base) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(ANSWER_TIMEOUT)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach((name, values) -> {
            if (isPassed(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        request.header(Via.HEADER, via.entry());
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        Map<String, List<String>> answered = new LinkedHashMap<>();
        response.headers().map().forEach((name, values) -> {
            if (!OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                answered.put(name, values);
            }
        });
        boolean json = response.headers().firstValue("content-type").filter(type -> type.startsWith("application/json")).isPresent();
        return new Reply(response.statusCode(), answered, json, json ? withOurAddresses(response.body(), base) : response.body());
    }

    /** Whether a request is one that was passed on from here, and has come back. */
    boolean hasPassed(Map<String, List<String>> headers) {
        return via.isIn(headers);
    }

    /** Asks whether its address leads back to this endpoint; false too where nothing answers. */
    public boolean leadsBack() throws InterruptedException {
        try {
            HttpRequest info = HttpRequest.newBuilder(URI.create(url + "/v1/info")).timeout(INFO_TIMEOUT).header(Via.HEADER, via.entry()).build();
            return client.send(info, BodyHandlers.discarding()).statusCode() == Via.LOOP;
        } catch (IOException e) {
            return false; // it may start later
        }
    }

    private static boolean isPassed(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !OF_CONNECTION.contains(lower) && !lower.startsWith("x-forwarded-") && !lower.equals("forwarded");
    }

    /** The page with other addresses; every other byte stays. */
    static byte[] withOurAddresses(byte[] page, String base) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(page.length + 100);
        int copied = 0;
        try (JsonParser parser = JSON.createParser(page)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return page;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean address = OURS.contains(parser.currentName());
                JsonToken value = parser.nextToken();
                if (address && value == JsonToken.VALUE_STRING) {
                    int begin = (int) parser.currentTokenLocation().getByteOffset();
                    String theirs = parser.getText();
                    int end = (int) parser.currentLocation().getByteOffset();
                    out.write(page, copied, begin - copied);
                    out.write(('"' + base + pathOf(theirs) + '"').getBytes(StandardCharsets.UTF_8));
                    copied = end;
                } else {
                    parser.skipChildren();
                }
            }
        }
        out.write(page, copied, page.length - copied);
        return out.toByteArray();
    }

    private static String pathOf(String address) {
        URI uri = URI.create(address);
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    /** Runs a statement to its end without a client; used to keep its tables up with what is answered here. */
    public void run(String text, Map<String, List<String>> headers) throws IOException, InterruptedException {
        Reply reply = pass("POST", "/v1/statement", headers, text.getBytes(StandardCharsets.UTF_8), "");
        PageState state = state(reply);
        while (state.next() != null) {
            reply = pass("GET", state.next(), headers, new byte[0], "");
            state = state(reply);
        }
        if (state.error() != PageError.NONE) {
            String said = new String(reply.body(), StandardCharsets.UTF_8);
            throw new IOException("Trino answered with status " + reply.status() + ": " + said.substring(0, Math.min(said.length(), 500)));
        }
    }

    /**
     * How far a statement is, by a page of it.
     *
     * @param id its id, or null if the page says none
     * @param next the address of the page after this one, or null if there is none
     * @param hasData whether the page has rows
     * @param error the error that the page says
     */
    record PageState(String id, String next, boolean hasData, PageError error) {}

    /** Whose an error is. */
    enum PageError {
        NONE,
        OF_STATEMENT,
        OF_TRINO
    }

    /** Reads how far a statement is. What is no page is an error of Trino, or of what stands before it. */
    static PageState state(Reply reply) throws IOException {
        if (reply.status() != 200 || !reply.isJson()) {
            return new PageState(null, null, false, reply.status() == 200 || reply.status() >= 500 ? PageError.OF_TRINO : PageError.OF_STATEMENT);
        }
        String id = null;
        String next = null;
        boolean hasData = false;
        PageError error = PageError.NONE;
        try (JsonParser parser = JSON.createParser(reply.body())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new PageState(null, null, false, PageError.OF_TRINO);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "id" -> id = parser.getText();
                    case "nextUri" -> next = parser.getText();
                    case "data" -> {
                        hasData = value.isStructStart();
                        parser.skipChildren();
                    }
                    case "error" -> error = value != JsonToken.START_OBJECT ? PageError.NONE : isMistake(parser) ? PageError.OF_STATEMENT : PageError.OF_TRINO;
                    default -> parser.skipChildren();
                }
            }
        }
        return new PageState(id, next, hasData, error);
    }

    /** Whether an error is the statement's own; the parser is at its end then. */
    private static boolean isMistake(JsonParser parser) throws IOException {
        boolean mistake = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("errorType")) {
                mistake = parser.getText().equals("USER_ERROR");
            }
            parser.skipChildren();
        }
        return mistake;
    }

    @Override
    public void close() {
        // the client's threads end with it
    }
}
