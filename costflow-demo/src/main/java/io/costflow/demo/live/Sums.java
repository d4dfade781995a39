package io.costflow.demo.live;

import java.util.Locale;

/** The sums of the summary tables in words, with what has come and gone since a change began. */
final class Sums {

    private Sums() {}

    static String of(Totals now, Totals before) {
        return String.format(
                Locale.ROOT, "CPU used %,.1f core-hours (%+,.1f)   AWS %,.2f USD (%+,.2f)   %,d rows", now.coreHours(), now.coreHours() - before.coreHours(),
                now.cost(), now.cost() - before.cost(), now.rows());
    }
}
