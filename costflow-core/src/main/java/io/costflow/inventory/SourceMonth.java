package io.costflow.inventory;

import io.costflow.day.SourceDay;
import io.costflow.settings.SourceSettings;
import java.time.YearMonth;

/** A month of a source: what lies in one folder per report type, and so what is listed together. */
record SourceMonth(SourceSettings source, YearMonth month) {

    boolean contains(long epochDay) {
        return epochDay >= month.atDay(1).toEpochDay() && epochDay <= month.atEndOfMonth().toEpochDay();
    }

    /** A day of the source. */
    SourceDay day(long epochDay) {
        return new SourceDay(source.tenant(), source.uuid(), epochDay);
    }

    /** Tells a month of a source from all others, be the source's settings what they are. */
    static String key(String tenant, String source, YearMonth month) {
        return tenant + "/" + source + "/" + month;
    }

    String key() {
        return key(source.tenant(), source.uuid(), month);
    }

    @Override
    public String toString() {
        return key();
    }
}
