package io.costflow.serve.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the pages of an answer as Trino's clients read them. */
final class ResultPages {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultPages() {}

    /** A page of a statement that is not answered yet. */
    static byte[] waiting(LocalStatement statement, String base, String next, boolean queued) {
        Map<String, Object> page = page(statement, base, queued ? "QUEUED" : "RUNNING");
        page.put("nextUri", next);
        return bytes(page);
    }

    /**
     * A page of an answer.
     *
     * @param next where the page after it is; null for the last one
     */
    static byte[] rows(LocalStatement statement, String base, LocalStatement.Page rows, String next) {
        Answer answer = statement.answer();
        Map<String, Object> page = page(statement, base, next == null ? "FINISHED" : "RUNNING");
        if (next != null) {
            page.put("nextUri", next);
        }
        if (!answer.columns().isEmpty()) {
            page.put("columns", columns(answer.columns()));
        }
        if (!rows.rows().isEmpty()) {
            page.put("data", rows.rows());
        }
        page.put("warnings", warnings(answer.warnings()));
        if (answer.updateType() != null) {
            page.put("updateType", answer.updateType());
        }
        if (answer.updateCount() != null) {
            page.put("updateCount", answer.updateCount());
        }
        return bytes(page);
    }

    /** The page of a statement that failed. */
    static byte[] failed(LocalStatement statement, String base, StatementFailure failure) {
        Map<String, Object> page = page(statement, base, "FAILED");
        page.put("error", error(failure));
        return bytes(page);
    }

    private static Map<String, Object> page(LocalStatement statement, String base, String state) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("id", statement.id());
        page.put("infoUri", base + "/ui/query.html?" + statement.id());
        page.put("stats", stats(statement, state));
        page.put("warnings", List.of());
        return page;
    }

    private static Map<String, Object> stats(LocalStatement statement, String state) {
        Map<String, Object> stats = new LinkedHashMap<>();
        long elapsed = (System.nanoTime() - statement.begunNanos()) / 1_000_000;
        stats.put("state", state);
        stats.put("queued", "QUEUED".equals(state));
        stats.put("scheduled", !"QUEUED".equals(state));
        for (String count : List.of("nodes", "totalSplits", "queuedSplits", "runningSplits", "completedSplits", "cpuTimeMillis", "wallTimeMillis", "queuedTimeMillis")) {
            stats.put(count, 0);
        }
        stats.put("elapsedTimeMillis", elapsed);
        for (String count : List.of("processedRows", "processedBytes", "physicalInputBytes", "peakMemoryBytes", "spilledBytes")) {
            stats.put(count, 0);
        }
        return stats;
    }

    private static List<Map<String, Object>> columns(List<ResultColumn> columns) {
        List<Map<String, Object>> described = new ArrayList<>();
        for (ResultColumn column : columns) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", column.name());
            one.put("type", column.type().text());
            one.put("typeSignature", column.type().signature());
            described.add(one);
        }
        return described;
    }

    private static List<Map<String, Object>> warnings(List<String> sentences) {
        return sentences.stream()
                .map(sentence -> Map.<String, Object>of("warningCode", Map.of("code", 1, "name", "COSTFLOW"), "message", sentence))
                .toList();
    }

    private static Map<String, Object> error(StatementFailure failure) {
        Map<String, Object> error = new LinkedHashMap<>();
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("type", "io.trino.spi.TrinoException");
        String message = failure.line() > 0 ? "line " + failure.line() + ":" + failure.column() + ": " + failure.getMessage() : failure.getMessage();
        info.put("message", message);
        info.put("suppressed", List.of());
        info.put("stack", List.of());
        error.put("message", message);
        error.put("errorCode", failure.code().number());
        error.put("errorName", failure.code().name());
        error.put("errorType", failure.code().type().name());
        if (failure.line() > 0) {
            Map<String, Object> location = Map.of("lineNumber", failure.line(), "columnNumber", failure.column());
            error.put("errorLocation", location);
            info.put("errorLocation", location);
        }
        error.put("failureInfo", info);
        return error;
    }

    static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
