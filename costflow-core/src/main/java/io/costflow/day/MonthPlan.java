package io.costflow.day;

import java.io.Serializable;
import java.util.List;

/**
 * What an output by month is to be made of, as far as one poll knows the month. Every plan of a day of the month carries it; the newest one counts.
 *
 * @param days the days that have files, or are held back, in order
 * @param kept what the tables hold, when the month is as it was published; else null
 * @param emptied whether a day of the month is published empty: a month without any day is, too, then, and else left alone
 * @param rebuild compare with the tables even if the fingerprint did not change
 */
public record MonthPlan(List<Day> days, PublishedState kept, boolean emptied, boolean rebuild) implements Serializable {

    /**
     * A day that the month is made of.
     *
     * @param epochDay the day, counted from 1970-01-01
     * @param inputs identifies what the day's contribution is computed from
     */
    public record Day(long epochDay, String inputs) implements Serializable {}

    /** This plan, of a month that is as it was published; null for one that is not. */
    public MonthPlan keeping(PublishedState published) {
        return new MonthPlan(days, published, emptied, rebuild);
    }

    /** Whether there is anything to publish: an empty month is published only after a day of it was emptied. */
    public boolean isOfAnything() {
        return !days.isEmpty() || emptied;
    }

    /** Whether this is the last day of the month that it is made of. */
    public boolean endsWith(long epochDay) {
        return !days.isEmpty() && days.get(days.size() - 1).epochDay() == epochDay;
    }
}
