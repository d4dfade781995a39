package io.costflow.inventory;

import io.costflow.day.SourceDay;
import io.costflow.settings.SourceSettings;
import java.time.YearMonth;

/** A month of a source: what lies in one folder per report type, and so what is listed together. */
record SourceMonth(SourceSettings source, YearMonth month) {

    boolean contains(long epochDay) {
        return epochDay >= month.atDay(1).toEpochDay() && epochDay <= month.atEndOfMonth().toEpochDay();
    }

    /** Whether the other month is the same one of the same source, be the source's settings others. */
    boolean isOfSameSource(SourceMonth other) {
        return month.equals(other.month) && source.uuid().equals(other.source.uuid()) && source.tenant().equals(other.source.tenant());
    }

    /** A day of the source. */
    SourceDay day(long epochDay) {
        return new SourceDay(source.tenant(), source.uuid(), epochDay);
    }

    @Override
    public String toString() {
        return source.tenant() + "/" + source.uuid() + "/" + month;
    }
}
