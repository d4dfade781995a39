package io.costflow.serve.protocol;

import java.util.List;
import java.util.Map;

/**
 * A statement as a client sent it.
 *
 * @param text its text
 * @param user who sends it
 * @param catalog the session's catalog, or null
 * @param schema the session's schema, or null
 * @param prepared the statements that the session has prepared, by their names
 * @param headers everything that came with it, for Trino
 */
public record ClientStatement(String text, String user, String catalog, String schema, Map<String, String> prepared, Map<String, List<String>> headers) {}
