package io.costflow.inventory;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file's name says (storage layout, A.3): {@code <report type>.<day>.<manifest>.<counter>_<chunk>.parquet}, with {@code _daily} before the chunk in the
 * roll-up by day.
 */
final class LakeFileName {

    private static final Pattern DAY = Pattern.compile("(?:^|[._-])(\\d{4})-(\\d{2})-(\\d{2})(?=[._-])");
    private static final Pattern DAILY = Pattern.compile("_daily(?=_[^_/]*$)");

    private LakeFileName() {}

    /** The day that koku split the file by; empty for the original names of old operators. */
    static Optional<LocalDate> day(String name) {
        Matcher matcher = DAY.matcher(name);
        if (!matcher.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The name that an hourly file and its roll-up by day share. */
    static String twin(String name) {
        return DAILY.matcher(name).replaceFirst("");
    }
}
