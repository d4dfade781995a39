package io.costflow.testbed;

import static io.costflow.testbed.LineItemColumn.maxText;

import io.costflow.testbed.LineItemColumn.Kind;
import io.costflow.testbed.LineItemColumn.RollUp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What an Azure subscription is charged for something on a day.
 *
 * @param hour the start of the day
 * @param subscription the subscription's name
 * @param resource what is charged for
 * @param quantity the used amount, in the meter's unit with the number that it begins with
 * @param cost the cost in USD
 */
public record AzureDay(Instant hour, String subscription, AzureSubscription.Resource resource, double quantity, double cost) implements LineItem {

    /** Columns of koku's files (Azure, Z.1). There is no roll-up: line items are by the day. */
    static final ReportLayout<AzureDay> LAYOUT = new ReportLayout<>("Azure", columns());

    private static List<LineItemColumn<AzureDay>> columns() {
        List<LineItemColumn<AzureDay>> columns = new ArrayList<>(List.of(
                time("date", item -> item.hour.toEpochMilli()),
                time("billingperiodstartdate", item -> startOf(item.month())),
                time("billingperiodenddate", item -> startOf(item.month().plusMonths(1).minusDays(1))),
                text("subscriptionid", item -> AzureSubscription.ID),
                text("subscriptionname", AzureDay::subscription),
                text("resourcegroup", item -> "demo"),
                text("resourcelocation", item -> Infrastructure.AZURE.region()),
                text("resourceid", item -> item.resource.id()),
                text("resourcename", item -> item.resource.id().substring(item.resource.id().lastIndexOf('/') + 1)),
                text("resourcetype", item -> item.resource.meter().resourceType()),
                text("servicename", item -> item.resource.meter().service()),
                text("consumedservice", item -> item.resource.meter().consumedService()),
                text("metercategory", item -> item.resource.meter().category()),
                text("metername", item -> item.resource.meter().name()),
                text("unitofmeasure", item -> item.resource.meter().unit()),
                number("quantity", AzureDay::quantity),
                number("costinbillingcurrency", AzureDay::cost),
                number("effectiveprice", item -> item.resource.meter().price()),
                number("unitprice", item -> item.resource.meter().price()),
                number("resourcerate", item -> item.resource.meter().price()),
                number("paygprice", item -> item.resource.meter().price()),
                text("billingcurrencycode", item -> "USD"),
                text("billingcurrency", item -> ""),
                text("chargetype", item -> "Usage"),
                text("publishertype", item -> "Azure"),
                text("additionalinfo", item -> item.resource.additionalInfo()),
                text("tags", item -> item.resource.tags()),
                // koku draws a random one; the same on every run does as well.
                text("row_uuid", AzureDay::uuid)));
        for (String empty : List.of("subscriptionguid", "servicefamily", "servicetier", "serviceinfo1", "serviceinfo2", "metersubcategory", "meterid",
                "meterregion", "billingaccountid", "billingaccountname", "billingprofileid", "billingprofilename", "invoicesectionid", "invoicesectionname",
                "accountname", "accountownerid", "availabilityzone", "costcenter", "frequency", "isazurecrediteligible", "offerid", "partnumber", "planname",
                "pricingmodel", "productname", "productorderid", "productordername", "publishername", "reservationid", "reservationname", "term")) {
            columns.add(text(empty, item -> ""));
        }
        return List.copyOf(columns);
    }

    private LocalDate month() {
        return LocalDate.ofInstant(hour, ZoneOffset.UTC).withDayOfMonth(1);
    }

    private String uuid() {
        return UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static Object startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    private static LineItemColumn<AzureDay> text(String name, Function<AzureDay, Object> value) {
        return maxText(name, value);
    }

    private static LineItemColumn<AzureDay> number(String name, Function<AzureDay, Object> value) {
        return LineItemColumn.max(name, value);
    }

    private static LineItemColumn<AzureDay> time(String name, Function<AzureDay, Object> value) {
        return new LineItemColumn<>(name, Kind.TIME, RollUp.MAX, value);
    }
}
