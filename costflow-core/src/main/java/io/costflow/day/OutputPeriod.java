package io.costflow.day;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * The unit of publication: one output of one source over one period. It is replaced in PostgreSQL as a whole, and published, held back and superseded
 * independently of every other one.
 *
 * @param output the output's id, such as {@code openshift}
 * @param tenant the tenant's schema in PostgreSQL
 * @param source the provider's UUID, as text
 * @param grain how long the period is
 * @param start its first day, counted from 1970-01-01
 */
public record OutputPeriod(String output, String tenant, String source, Grain grain, long start) implements Serializable {

    /** An output's publication of one day of a source. */
    public static OutputPeriod of(String output, SourceDay day) {
        return new OutputPeriod(output, day.tenant(), day.source(), Grain.DAY, day.epochDay());
    }

    /** The first day. */
    public LocalDate from() {
        return LocalDate.ofEpochDay(start);
    }

    /** The last day, inclusive. */
    public LocalDate to() {
        return grain.last(from());
    }

    /** The first day of the source's period. */
    public SourceDay day() {
        return new SourceDay(tenant, source, start);
    }

    @Override
    public String toString() {
        return output + " of " + tenant + "/" + source + "/" + (grain == Grain.DAY ? from() : from().toString().substring(0, 7));
    }
}
