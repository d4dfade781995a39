package io.costflow.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends inserts as koku does, and asks for their pages to the last. */
final class StatementClient {
    private static final Pattern NEXT = Pattern.compile("\"nextUri\":\"([^\"]*)\"");
    private static final Pattern ROWS = Pattern.compile("\"updateCount\":(\\d+)");

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;
    private final String tenant;

    /** @param server its address, without a path */
    StatementClient(String server, String tenant) {
        this.server = server;
        this.tenant = tenant;
    }

    /**
     * What an insert came to.
     *
     * @param rows how many rows the answer says
     * @param seconds from the POST to the last page
     */
    record Inserted(long rows, double seconds) {}

    /**
     * Sends an insert and waits for its end.
     *
     * @throws IllegalStateException when the answer has no count
     */
    Inserted insert(String statement) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        String page = http.send(
                HttpRequest.newBuilder(URI.create(server + "/v1/statement")).header("X-Trino-User", "admin").header("X-Trino-Catalog", "hive")
                        .header("X-Trino-Schema", tenant).POST(BodyPublishers.ofString(statement)).build(),
                BodyHandlers.ofString()).body();
        for (Matcher next = NEXT.matcher(page); next.find(); next = NEXT.matcher(page)) {
            page = http.send(HttpRequest.newBuilder(URI.create(next.group(1))).build(), BodyHandlers.ofString()).body();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        Matcher rows = ROWS.matcher(page);
        if (!rows.find()) {
            throw new IllegalStateException("The statement was not answered: " + page);
        }
        return new Inserted(Long.parseLong(rows.group(1)), seconds);
    }
}
