package io.costflow.provider;

import io.costflow.lineitem.MonthSpan;
import java.time.YearMonth;
import java.util.List;

/** Which line items lie in the folder of a month. */
public enum MonthFolders {
    /** Line items whose usage is of that month. */
    BY_USAGE {
        @Override
        public MonthSpan around(YearMonth month) {
            return MonthSpan.of(month);
        }

        @Override
        public int neighbours() {
            return 0;
        }
    },
    /** Line items that are on the invoice of that month: their usage may be of the month before or the month after. */
    BY_INVOICE {
        @Override
        public MonthSpan around(YearMonth month) {
            return MonthSpan.around(month);
        }

        @Override
        public int neighbours() {
            return 1;
        }
    };

    /** The months of the usage that a month's folder may hold; likewise the months whose folders may hold a month's usage. */
    public abstract MonthSpan around(YearMonth month);

    /** How many months before and after a month of usage there may be folders, and bills, with some of it. */
    public abstract int neighbours();

    /** The months whose folders may hold usage of some months, in order. */
    public List<YearMonth> around(List<YearMonth> months) {
        return months.stream().flatMap(month -> around(month).months().stream()).distinct().sorted().toList();
    }
}
