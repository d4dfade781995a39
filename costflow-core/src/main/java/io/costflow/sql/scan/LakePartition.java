package io.costflow.sql.scan;

import java.io.Serializable;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The folder of a source and month, as the values of the columns that its name gives: texts, as in koku's own tables.
 *
 * @param source the provider's UUID
 * @param year four digits
 * @param month two digits
 */
public record LakePartition(String source, String year, String month)
        implements Serializable {

    /** The columns, in the order of the folders. */
    public static final List<String> KEYS = List.of("source", "year", "month");

    /** Returns the partition of a source and month. */
    public static LakePartition of(String source, YearMonth month) {
        return new LakePartition(source, String.valueOf(month.getYear()), String.format(Locale.ROOT, "%02d", month.getMonthValue()));
    }

    /** The partition that these values of the columns name. */
    public static LakePartition of(Map<String, String> values) {
        return new LakePartition(values.get("source"), values.get("year"), values.get("month"));
    }

    /** The values of the columns. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        KEYS.forEach(key -> values.put(key, value(key)));
        return values;
    }

    /** The value of one of the columns. */
    public String value(String key) {
        return switch (key) {
            case "source" -> source;
            case "year" -> year;
            case "month" -> month;
            default -> throw new IllegalArgumentException("\"" + key + "\" is not one of " + KEYS + ".");
        };
    }

    /** The month of the folder. */
    public YearMonth yearMonth() {
        return YearMonth.of(Integer.parseInt(year), Integer.parseInt(month));
    }
}
