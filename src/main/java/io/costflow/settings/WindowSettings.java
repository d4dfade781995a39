package io.costflow.settings;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * The days that are looked at.
 *
 * @param from the first day, UTC
 * @param to the last day, UTC, inclusive
 */
public record WindowSettings(LocalDate from, LocalDate to) implements Serializable {}
