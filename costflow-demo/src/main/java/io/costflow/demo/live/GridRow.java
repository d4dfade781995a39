package io.costflow.demo.live;

/**
 * A source whose days are shown.
 *
 * @param source its UUID
 * @param name what it is called, in at most ten letters
 */
public record GridRow(String source, String name) {}
