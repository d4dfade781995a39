package io.costflow.serve.answer;

import io.costflow.serve.statement.Conditions;
import io.costflow.serve.statement.RecognisedStatement;
import io.costflow.settings.DayRange;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Days that a statement is about.
 *
 * @param from the first one
 * @param to the last one
 */
record SummaryPeriod(LocalDate from, LocalDate to) {

    private static final DateTimeFormatter INVOICE_MONTH = DateTimeFormatter.ofPattern("yyyyMM");
    private static final List<String> TIMES = List.of("lineitem_usagestartdate", "date", "usage_start_time", "interval_start", "usage_start");

    /** The days in a statement's conditions; empty if they name none. */
    static Optional<SummaryPeriod> of(RecognisedStatement statement) {
        Conditions conditions = statement.conditions();
        List<LocalDate> days = conditions.daysOfMonth();
        if (!days.isEmpty()) {
            return Optional.of(new SummaryPeriod(days.get(0), days.get(days.size() - 1)));
        }
        for (String time : TIMES) {
            if (conditions.firstDay(time).isPresent() && conditions.lastDay(time).isPresent()) {
                return Optional.of(new SummaryPeriod(conditions.firstDay(time).get(), conditions.lastDay(time).get()));
            }
        }
        return Optional.empty();
    }

    static SummaryPeriod of(YearMonth month) {
        return new SummaryPeriod(month.atDay(1), month.atEndOfMonth());
    }

    /** The days of it that are in a window; all of it if none is. */
    SummaryPeriod within(DayRange window) {
        LocalDate first = from.isBefore(window.from()) ? window.from() : from;
        LocalDate last = to.isAfter(window.to()) ? window.to() : to;
        return overlaps(window) ? new SummaryPeriod(first, last) : this;
    }

    /** Whether days of it are in a window. */
    boolean overlaps(DayRange window) {
        return !to.isBefore(window.from()) && !from.isAfter(window.to());
    }

    /**
     * Whether a statement asks for line items of these days on the invoice of a later month. It reads them where usage of their own month lies, and finds none:
     * they lie with the later month's.
     */
    boolean isBeforeInvoice(RecognisedStatement statement) {
        return statement.conditions().value("invoice_month").filter(month -> month.matches("\\d{6}"))
                .filter(month -> month.compareTo(to.format(INVOICE_MONTH)) > 0).isPresent();
    }

    /** Its days and another one's, and those between them. */
    SummaryPeriod with(SummaryPeriod other) {
        return new SummaryPeriod(from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
    }

    /** The month in a statement's conditions. */
    static Optional<YearMonth> month(RecognisedStatement statement) {
        Conditions conditions = statement.conditions();
        try {
            return conditions.value("year").flatMap(year -> conditions.values("month").stream().findFirst()
                    .map(month -> YearMonth.of(Integer.parseInt(year), Integer.parseInt(month))));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
