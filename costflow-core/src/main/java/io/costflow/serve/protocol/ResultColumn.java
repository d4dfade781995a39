package io.costflow.serve.protocol;

/** A column of an answer. */
public record ResultColumn(String name, TrinoType type) {}
