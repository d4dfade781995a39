package io.costflow.inventory;

import io.costflow.day.SourceDay;
import io.costflow.lineitem.MonthSpan;
import io.costflow.provider.Providers;
import io.costflow.settings.DayRange;
import io.costflow.settings.SourceSettings;
import java.time.YearMonth;
import java.util.List;

/**
 * A month of a source: what lies in one folder per report type, and so what is listed together. The days of the month may have files in folders of months next
 * to it too.
 */
record SourceMonth(SourceSettings source, YearMonth month) {

    boolean contains(long epochDay) {
        return epochDay >= month.atDay(1).toEpochDay() && epochDay <= month.atEndOfMonth().toEpochDay();
    }

    /** The months whose folders may hold line items of this month's days; likewise the months of whose days this month's folders may hold line items. */
    List<SourceMonth> around() {
        return span().months().stream().map(other -> other.equals(month) ? this : new SourceMonth(source, other)).toList();
    }

    /** The months of the line items that the folders of this month may hold. */
    MonthSpan span() {
        return Providers.of(source).folders().around(month);
    }

    /** The months of a source whose folders may hold line items of a window, in order. */
    static List<SourceMonth> of(SourceSettings source, DayRange window) {
        return Providers.of(source).folders().around(window.months()).stream().map(month -> new SourceMonth(source, month)).toList();
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
