package io.costflow.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** What the REST interface of a job manager says of its only job, and lets be done with it. */
public final class FlinkRest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final int port;

    FlinkRest(int port) {
        this.port = port;
    }

    /** The state of the job, such as RUNNING; an empty text as long as there is none, or nobody who could say. */
    public String jobState() {
        try {
            return get("/jobs").path("jobs").path(0).path("status").asText();
        } catch (IOException nobodyThere) {
            return "";
        }
    }

    /** How many of the job's subtasks are running now. */
    public int runningSubtasks() {
        try {
            int running = 0;
            for (JsonNode vertex : get("/jobs/" + jobId()).path("vertices")) {
                running += vertex.path("tasks").path("RUNNING").asInt();
            }
            return running;
        } catch (IOException nobodyThere) {
            return 0;
        }
    }

    /** How many subtasks the job has. */
    public int subtasks() throws IOException {
        int subtasks = 0;
        for (JsonNode vertex : get("/jobs/" + jobId()).path("vertices")) {
            subtasks += vertex.path("parallelism").asInt();
        }
        return subtasks;
    }

    /** How many checkpoints this job manager has seen complete. */
    public int completedCheckpoints() throws IOException {
        return get("/jobs/" + jobId() + "/checkpoints").path("counts").path("completed").asInt();
    }

    /** How many bytes the state has in the newest checkpoint. */
    public long checkpointBytes() throws IOException {
        return get("/jobs/" + jobId() + "/checkpoints").path("latest").path("completed").path("state_size").asLong();
    }

    /**
     * The sum of a metric of Flink's own over all subtasks, as far as the task managers have reported it.
     *
     * @param name such as {@code Shuffle.Netty.Input.numBytesInRemote}
     */
    public long sum(String name) throws IOException {
        long sum = 0;
        for (JsonNode vertex : get("/jobs/" + jobId()).path("vertices")) {
            sum += get("/jobs/" + jobId() + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics?agg=sum&get=" + name).path(0).path("sum").asLong();
        }
        return sum;
    }

    /** The sum of a metric over all subtasks of an operator's vertex. */
    public long sum(CostflowMetric metric) throws IOException {
        long sum = 0;
        for (JsonNode vertex : get("/jobs/" + jobId()).path("vertices")) {
            String path = "/jobs/" + jobId() + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
            for (JsonNode known : get(path)) {
                String name = known.path("id").asText();
                if (name.endsWith("." + metric.id()) && !name.contains("." + MetricScope.SOURCE + ".")) {
                    sum += get(path + "?agg=sum&get=" + name.replace(" ", "%20")).path(0).path("sum").asLong();
                }
            }
        }
        return sum;
    }

    /**
     * Takes a savepoint and ends the job with it.
     *
     * @param folder where it goes, as a URI
     * @return the savepoint's own folder
     */
    public String stopWithSavepoint(String folder) throws IOException, InterruptedException {
        String job = "/jobs/" + jobId();
        String trigger = post(job + "/stop", Map.of("targetDirectory", folder, "drain", false)).path("request-id").asText();
        while (true) {
            JsonNode progress = get(job + "/savepoints/" + trigger);
            if (progress.path("status").path("id").asText().equals("COMPLETED")) {
                JsonNode location = progress.path("operation").path("location");
                if (location.isMissingNode()) {
                    throw new IOException("The savepoint failed: " + progress);
                }
                return location.asText();
            }
            Thread.sleep(50);
        }
    }

    /** What is answered to a request, as it is. Also a refusal has a text. */
    public String text(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    /** The id of the job. */
    public String jobId() throws IOException {
        return get("/jobs").path("jobs").path(0).path("id").asText();
    }

    private JsonNode get(String path) throws IOException {
        return send(request(path).GET().build());
    }

    private JsonNode post(String path, Object body) throws IOException {
        return send(request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1" + path)).timeout(Duration.ofSeconds(20));
    }

    private JsonNode send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IOException(request.uri() + " was answered by " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + request.uri(), e);
        }
    }
}
