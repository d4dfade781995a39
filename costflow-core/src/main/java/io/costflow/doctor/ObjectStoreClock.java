package io.costflow.doctor;

import io.costflow.settings.LakeSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Asks the S3 server what time it is: it says so with every answer, also with one that refuses. */
final class ObjectStoreClock {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private ObjectStoreClock() {}

    /**
     * Compares the server's clock with ours.
     *
     * @param endpoint where it is
     */
    static Finding check(String endpoint) {
        Instant asked = Instant.now();
        try {
            Optional<Instant> told = ask(endpoint);
            return told.map(instant -> ClockCheck.check("The S3 server's", asked, instant, Instant.now()))
                    .orElseGet(() -> Finding.note("The S3 server " + endpoint + " does not say what time it is, so its clock was not compared."));
        } catch (IOException | GeneralSecurityException | DateTimeException e) {
            return Finding.note("The clock of the S3 server " + endpoint + " could not be compared: " + FailureWords.of(e) + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.skipped("The clock of the S3 server: interrupted.");
        }
    }

    /** The endpoint of the lake's server; AWS's own if none is configured. */
    static String endpoint(LakeSettings lake, String configured) {
        if (lake.endpoint() != null) {
            return lake.endpoint();
        }
        return configured != null ? configured : "https://s3.amazonaws.com";
    }

    private static Optional<Instant> ask(String endpoint) throws IOException, InterruptedException, GeneralSecurityException {
        // a context of our own: Java's standing one may be older than the authorities of lake.s3.ca-file
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, null, null);
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).sslContext(tls).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint))
                .timeout(PATIENCE).method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
        HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
        return response.headers().firstValue("Date").map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    }
}
