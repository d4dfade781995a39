package io.costflow.provider.gcp;

import io.costflow.day.SourceDay;
import io.costflow.provider.DayContents;
import io.costflow.provider.cloud.CostReference;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.reference.CostModels;
import io.costflow.reference.Digest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What reference data says of a GCP source's day. Each line item refers to the bill of the month on whose invoice it is, which need not be the month of the day.
 *
 * @param day the day
 * @param reference the tenant's reference data
 * @param markup what is added to every cost, as a fraction
 */
record GcpReference(SourceDay day, ReferenceSnapshot reference, double markup) implements CostReference {

    static final String BILLS = "reporting_gcpcostentrybill";

    /** How line items name the month of their invoice. */
    static final DateTimeFormatter INVOICE_MONTH = DateTimeFormatter.ofPattern("uuuuMM");

    /** The reference of a day. */
    static GcpReference of(DayContents day) {
        return new GcpReference(day.day(), day.reference(), CostModels.markup(day.source(), day.reference()).doubleValue());
    }

    /** Adds markup, enabled and mapped keys and the bills of the months on whose invoices usage of the day may be to a digest. */
    static void addBills(Digest digest, SourceSettings cloud, LocalDate day, ReferenceSnapshot reference) {
        digest.add(CostModels.markup(cloud, reference).stripTrailingZeros().toPlainString());
        digest.add(reference.enabledKeys(Gcp.TYPE));
        TagMapping.addTo(digest, reference, Gcp.TYPE);
        for (YearMonth invoice : Gcp.PROVIDER.folders().around(YearMonth.from(day)).months()) {
            digest.add(reference.bill(cloud.uuid(), invoice.atDay(1)).orElse(-1));
        }
    }

    /** The bill of the month of usage, which the cost of clusters refers to. */
    @Override
    public int bill() {
        return bill(YearMonth.from(day.day())).orElseThrow();
    }

    /** The bill of an invoice's month, if there is one. */
    Optional<Integer> bill(YearMonth invoice) {
        return reference.bill(day.source(), invoice.atDay(1));
    }
}
