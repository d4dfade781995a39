package io.costflow.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the processes of a Flink cluster show to Prometheus. */
public final class PrometheusEndpoints {

    private static final Pattern SAMPLE = Pattern.compile("(?<name>\\w+)(?:\\{(?<labels>.*)})? (?<value>\\S+)");
    private static final Pattern LABEL = Pattern.compile("(?<key>\\w+)=\"(?<value>(?:[^\"\\\\]|\\\\.)*)\"");

    /** One line. */
    public record Sample(String name, Map<String, String> labels, double value) {

        private static Sample of(String line) {
            Matcher sample = SAMPLE.matcher(line);
            if (!sample.matches()) {
                throw new IllegalArgumentException("Not a sample: " + line);
            }
            Map<String, String> labels = new HashMap<>();
            if (sample.group("labels") != null) {
                LABEL.matcher(sample.group("labels")).results().forEach(label -> labels.put(label.group(1), label.group(2)));
            }
            return new Sample(sample.group("name"), labels, Double.parseDouble(sample.group("value").replace("Inf", "Infinity")));
        }
    }

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<Integer> ports = new ArrayList<>();

    private PrometheusEndpoints() {}

    /** Places for as many processes. */
    public static PrometheusEndpoints of(int processes) throws IOException {
        PrometheusEndpoints endpoints = new PrometheusEndpoints();
        List<ServerSocket> taken = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            taken.add(socket);
            endpoints.ports.add(socket.getLocalPort());
        }
        for (ServerSocket socket : taken) {
            socket.close();
        }
        return endpoints;
    }

    /** Lines of Flink's {@code config.yaml}: each process takes the first port that is free. */
    public String configuration() {
        return "metrics.reporters: prom\n"
                + "metrics.reporter.prom.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory\n"
                + "metrics.reporter.prom.port: " + ports.stream().map(String::valueOf).collect(Collectors.joining(",")) + "\n";
    }

    /** What all of them show now. A process that is not there shows nothing. */
    public List<Sample> samples() throws InterruptedException {
        List<Sample> samples = new ArrayList<>();
        for (int port : ports) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).timeout(Duration.ofSeconds(20)).build();
            try {
                client.send(request, HttpResponse.BodyHandlers.ofLines()).body().filter(line -> !line.startsWith("#")).map(Sample::of).forEach(samples::add);
            } catch (IOException nobodyThere) {
                // it is about to start, or was killed
            }
        }
        return samples;
    }

    /** The names of all metrics. */
    public Set<String> names() throws InterruptedException {
        return samples().stream().map(Sample::name).collect(Collectors.toSet());
    }

    /** The values of a metric, of all processes and subtasks, whose labels have these values. */
    public List<Double> values(String name, Map<String, String> labels) throws InterruptedException {
        return samples().stream()
                .filter(sample -> sample.name().equals(name) && sample.labels().entrySet().containsAll(labels.entrySet()))
                .map(Sample::value)
                .toList();
    }
}
