package io.costflow.inventory;

import io.costflow.day.LakeFile;
import java.time.YearMonth;
import java.util.List;

/**
 * A file to be read, for some days.
 *
 * @param file the file
 * @param tenant the tenant's schema
 * @param source the provider's UUID, as text
 * @param month the month of the file's folder, such as 2025-10: line items of other months are ignored
 * @param days the days that want its line items, counted from 1970-01-01
 * @param revision the revision of the plans that ask for it
 */
record FileReading(LakeFile file, String tenant, String source, String month, List<Long> days, long revision) {

    YearMonth yearMonth() {
        return YearMonth.parse(month);
    }
}
