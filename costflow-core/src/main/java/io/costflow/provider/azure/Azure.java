package io.costflow.provider.azure;

import static io.costflow.provider.LineItemTable.columns;
import static io.costflow.provider.LineItemTable.numbers;
import static io.costflow.provider.LineItemTable.texts;
import static io.costflow.provider.LineItemTable.times;

import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.provider.FileNames;
import io.costflow.provider.LineItemTable;
import io.costflow.provider.LinkRule;
import io.costflow.provider.LinkRule.ClusterKey;
import io.costflow.provider.LinkRule.Match;
import io.costflow.provider.ManifestRule;
import io.costflow.provider.Provider;
import io.costflow.provider.Report;
import java.util.List;
import java.util.regex.Pattern;

/** Azure accounts (specification, Z.1). */
public final class Azure {

    /** koku's name for Azure. */
    public static final String TYPE = "Azure";

    /** Line items by the day, as delivered: there is no roll-up. */
    public static final Report LINE_ITEMS = Report.of("AZURE", "Azure", "Azure", false, AzureLineItems.DATE, AzureLineItems.VERSION);

    /** {@code <day>_manifestid-<manifest>_basefile-<name>_batch-<number>_<chunk>.parquet}. */
    private static final FileNames FILE_NAMES = new FileNames(true, Pattern.compile("\\d{4}-\\d{2}-\\d{2}_manifestid-(\\d+)_.*", Pattern.DOTALL));

    private static final List<Column> COLUMNS = columns(
            times("date billingperiodstartdate billingperiodenddate"),
            texts("subscriptionguid subscriptionid subscriptionname resourcegroup resourcelocation resourceid resourcename resourcetype"),
            texts("servicename servicefamily servicetier serviceinfo1 serviceinfo2 consumedservice"),
            texts("metercategory metersubcategory meterid metername meterregion unitofmeasure"),
            numbers("quantity resourcerate costinbillingcurrency effectiveprice unitprice paygprice"),
            texts("billingcurrencycode billingcurrency billingaccountid billingaccountname billingprofileid billingprofilename invoicesectionid invoicesectionname"),
            texts("accountname accountownerid availabilityzone chargetype costcenter frequency isazurecrediteligible offerid partnumber planname pricingmodel"),
            texts("productname productorderid productordername publishername publishertype reservationid reservationname term"),
            texts("additionalinfo tags row_uuid"));

    /** Which part of a resource's id names a machine, counted from 1; the text before the first slash is one. */
    private static final int MACHINE_PART = 9;

    /** Everything about Azure. */
    public static final Provider PROVIDER = new Provider(
            TYPE,
            "Azure",
            true,
            List.of("markup"),
            List.of(LINE_ITEMS),
            FILE_NAMES,
            ManifestRule.HIGHEST,
            AzureReference.BILLS,
            List.of(new AzureSummary(), new OpenShiftOnAzure()),
            List.of(new LineItemTable("azure_line_items", LINE_ITEMS, COLUMNS)))
            .linkedBy(new LinkRule(LINE_ITEMS, "resourceid", Azure::machine, ClusterKey.NODE, Match.EQUAL, "tags"));

    private Azure() {}

    /** The name of a machine in a resource's id, or null: {@code /subscriptions/S/resourceGroups/G/providers/Microsoft.Compute/virtualMachines/NAME}. */
    static String machine(String resourceId) {
        String[] parts = resourceId.split("/", -1);
        return parts.length < MACHINE_PART ? null : parts[MACHINE_PART - 1];
    }
}
