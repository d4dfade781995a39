package io.costflow.demo.live;

import io.costflow.day.SourceDay;
import java.util.Set;

/**
 * Something that is done to the lake or to koku's tables.
 *
 * @param what it in sentences
 * @param effect what must come of it
 * @param days the days that it concerns
 */
public record Change(String what, Effect effect, Set<SourceDay> days) {}
