package io.costflow.settings;

import io.costflow.settings.GivenValues.Given;
import io.costflow.settings.GivenValues.Place;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Reads the window, which is either days or a number of months. Between the two the one from the stronger place wins, as between two values of one key. */
final class WindowReader {

    private static final RecentMonths CONTINUOUS_DEFAULT = new RecentMonths(2);

    private final Path file;
    private final CheckedValues values;
    private final List<String> problems;

    WindowReader(Path file, CheckedValues values, List<String> problems) {
        this.file = file;
        this.values = values;
        this.problems = problems;
    }

    /**
     * The window; null if there is a problem with it.
     *
     * @param continuous whether it has a default
     */
    WindowSettings read(boolean continuous) {
        Given from = values.given(Options.FROM);
        Given to = values.given(Options.TO);
        Given months = values.given(Options.MONTHS);
        if (from == null && to == null && months == null) {
            if (!continuous) {
                problems.add("The window is missing: add window.from and window.to to " + file + ", each as " + Form.DAY.expected() + ", or window.months as "
                        + Form.MONTHS.expected() + ".");
            }
            return CONTINUOUS_DEFAULT;
        }
        if (from == null && to == null) {
            return months();
        }
        int stronger = months == null ? 1 : strongest(from, to).compareTo(months.place());
        if (stronger == 0) {
            problems.add(values.name(Options.MONTHS) + " and " + values.name(from != null ? Options.FROM : Options.TO)
                    + " are both set; keep window.months, or window.from and window.to.");
            return null;
        }
        return stronger < 0 ? months() : days(from, to);
    }

    private static Place strongest(Given from, Given to) {
        if (from == null || to == null) {
            return from == null ? to.place() : from.place();
        }
        return from.place().compareTo(to.place()) > 0 ? from.place() : to.place();
    }

    private RecentMonths months() {
        Integer count = values.get(Options.MONTHS);
        return count == null ? null : new RecentMonths(count);
    }

    private DayRange days(Given from, Given to) {
        if (from == null || to == null) {
            Option<?> there = from == null ? Options.TO : Options.FROM;
            Option<?> missing = from == null ? Options.FROM : Options.TO;
            problems.add(missing.key() + " is missing: it belongs to " + values.name(there) + "; set both, or window.months instead.");
            return null;
        }
        String first = values.get(Options.FROM);
        String last = values.get(Options.TO);
        if (first == null || last == null) {
            return null;
        }
        DayRange days = new DayRange(LocalDate.parse(first), LocalDate.parse(last));
        if (days.from().isAfter(days.to())) {
            problems.add("window.from is " + first + ", which is after window.to, " + last + "; the window goes from its first day to its last.");
        }
        return days;
    }
}
