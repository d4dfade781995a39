package io.costflow.day;

import java.time.LocalDate;

/**
 * The unit of everything: one UTC day of one source of one tenant. It is the key of all keyed state and the unit that is replaced in PostgreSQL.
 *
 * @param tenant the tenant's schema in PostgreSQL, such as {@code org1234567}
 * @param source the provider's UUID, as text
 * @param epochDay the day, counted from 1970-01-01
 */
public record SourceDay(String tenant, String source, long epochDay) implements java.io.Serializable {

    /** Into how many groups keyed state is split, which is the highest parallelism. Has many divisors, so that groups spread evenly over most parallelisms. It may never change. */
    public static final int GROUPS = 720;

    public static SourceDay of(String tenant, String source, LocalDate day) {
        return new SourceDay(tenant, source, day.toEpochDay());
    }

    public LocalDate day() {
        return LocalDate.ofEpochDay(epochDay);
    }

    @Override
    public int hashCode() {
        return DaySpread.hash(31 * tenant.hashCode() + source.hashCode(), epochDay);
    }

    @Override
    public String toString() {
        return tenant + "/" + source + "/" + day();
    }
}
