package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.MonthSpan;
import io.costflow.provider.Providers;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * A file to be read, for some days.
 *
 * @param file the file
 * @param tenant the tenant's schema
 * @param source the provider's UUID, as text
 * @param month the month of the file's folder, such as 2025-10
 * @param days the days that want its line items, counted from 1970-01-01; none when only the days that it has are to be found out
 * @param revision the revision of the plans that ask for it
 */
record FileReading(LakeFile file, String tenant, String source, String month, List<Long> days, long revision) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Finds out which days a file has. */
    static FileReading ofDays(LakeFile file, SourceMonth month, long revision) {
        return new FileReading(file, month.source().tenant(), month.source().uuid(), month.month().toString(), List.of(), revision);
    }

    /** Whether only the days that the file has are to be found out. */
    boolean isOfDays() {
        return days.isEmpty();
    }

    /** The day of the file's name, counted from 1970-01-01, if it says one of the file's month. */
    Optional<Long> dayOfName() {
        return Providers.ofReport(file.report()).fileNames().day(file.name()).filter(day -> YearMonth.from(day).equals(yearMonth())).map(LocalDate::toEpochDay);
    }

    /** The days of the source that want its line items. */
    List<SourceDay> sourceDays() {
        return days.stream().map(day -> new SourceDay(tenant, source, day)).toList();
    }

    /** The key of the {@link SourceMonth} that the file lies in. */
    String monthKey() {
        return SourceMonth.key(tenant, source, yearMonth());
    }

    /** The months of the line items that the file may hold; others are ignored. */
    MonthSpan months() {
        return Providers.ofReport(file.report()).folders().around(yearMonth());
    }

    YearMonth yearMonth() {
        return YearMonth.parse(month);
    }
}
