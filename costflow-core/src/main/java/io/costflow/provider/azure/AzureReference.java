package io.costflow.provider.azure;

import io.costflow.day.SourceDay;
import io.costflow.provider.DayContents;
import io.costflow.provider.cloud.CostReference;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.reference.CostModels;
import io.costflow.reference.Digest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What reference data says of an Azure source's day.
 *
 * @param day the day
 * @param bill the id of the month's bill
 * @param exactMarkup what is added to every cost, as a fraction
 */
record AzureReference(SourceDay day, int bill, BigDecimal exactMarkup) implements CostReference {

    static final String BILLS = "reporting_azurecostentrybill";

    /** The reference of a day whose month has a bill. */
    static AzureReference of(DayContents day) {
        ReferenceSnapshot reference = day.reference();
        return new AzureReference(
                day.day(), reference.bill(day.day().source(), day.day().day()).orElseThrow(), CostModels.markup(day.source(), reference));
    }

    @Override
    public double markup() {
        return exactMarkup.doubleValue();
    }

    /** Adds markup, bill, enabled and mapped keys to a digest. */
    static void addBill(Digest digest, SourceSettings cloud, LocalDate day, ReferenceSnapshot reference) {
        digest.add(CostModels.markup(cloud, reference).stripTrailingZeros().toPlainString());
        digest.add(reference.bill(cloud.uuid(), day).orElse(-1));
        digest.add(reference.enabledKeys(Azure.TYPE));
        TagMapping.addTo(digest, reference, Azure.TYPE);
    }
}
