package io.costflow.day;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.YearMonth;

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
        return of(output, Grain.DAY, day);
    }

    /** The period that a day of a source is in, where an output is published by periods of a grain. */
    public static OutputPeriod of(String output, Grain grain, SourceDay day) {
        return new OutputPeriod(output, day.tenant(), day.source(), grain, grain.first(day.day()).toEpochDay());
    }

    /** The period of an output that begins and ends on these days. */
    public static OutputPeriod of(String output, String tenant, String source, LocalDate from, LocalDate to) {
        return new OutputPeriod(output, tenant, source, from.equals(to) ? Grain.DAY : Grain.MONTH, from.toEpochDay());
    }

    /** The first day. */
    public LocalDate from() {
        return LocalDate.ofEpochDay(start);
    }

    /** The last day, inclusive. */
    public LocalDate to() {
        return grain.last(from());
    }

    /** Whether a day of a source is in the period. */
    public boolean covers(SourceDay day) {
        return day.tenant().equals(tenant) && day.source().equals(source) && day.epochDay() >= start && day.epochDay() <= to().toEpochDay();
    }

    /** Whether the period has days from {@code first} to {@code last}, both inclusive. */
    public boolean overlaps(LocalDate first, LocalDate last) {
        return !to().isBefore(first) && !from().isAfter(last);
    }

    /** The first day of the source's period. */
    public SourceDay day() {
        return new SourceDay(tenant, source, start);
    }

    /** The day or the month, as text. */
    public String when() {
        return switch (grain) {
            case DAY -> from().toString();
            case MONTH -> YearMonth.from(from()).toString();
        };
    }

    @Override
    public String toString() {
        return output + " of " + tenant + "/" + source + "/" + when();
    }
}
