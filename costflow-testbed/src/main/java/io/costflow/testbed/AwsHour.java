package io.costflow.testbed;

import static io.costflow.testbed.LineItemColumn.key;
import static io.costflow.testbed.LineItemColumn.max;
import static io.costflow.testbed.LineItemColumn.maxText;
import static io.costflow.testbed.LineItemColumn.sum;

import io.costflow.testbed.LineItemColumn.Kind;
import io.costflow.testbed.LineItemColumn.RollUp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What an AWS account is charged for something in an hour.
 *
 * @param hour the start of the hour
 * @param account the account's number
 * @param product what is charged for
 * @param type the line item type, such as {@code Usage}
 * @param resourceId the resource, or the empty text
 * @param zone the availability zone, or the empty text
 * @param usage the used amount, in the product's unit
 * @param cost the cost in USD
 * @param savingsPlanCost what it costs under a savings plan, else 0
 * @param tags the resource's tags, as {@link LabelText} writes them
 */
public record AwsHour(
        Instant hour,
        String account,
        AwsProduct product,
        String type,
        String resourceId,
        String zone,
        double usage,
        double cost,
        double savingsPlanCost,
        String tags)
        implements LineItem {
    private static final long SECONDS = 3600;
    private static final String NONE = "";

    /** Columns and roll-up of koku's files (storage layout, A.10). */
    static final ReportLayout<AwsHour> LAYOUT = new ReportLayout<>("AWS", List.of(
            hourly("bill_billtype", item -> "Anniversary"),
            key("bill_billingentity", item -> item.product.billingEntity()),
            hourlyTime("bill_billingperiodstartdate", item -> startOf(item.month())),
            hourlyTime("bill_billingperiodenddate", item -> startOf(item.month().plusMonths(1))),
            maxText("bill_invoiceid", item -> NONE),
            key("bill_payeraccountid", AwsHour::account),
            hourly("identity_timeinterval", item -> item.hour + "/" + item.end()),
            key("lineitem_availabilityzone", AwsHour::zone),
            sum("lineitem_blendedcost", AwsHour::cost),
            max("lineitem_blendedrate", item -> item.product.rate()),
            maxText("lineitem_currencycode", item -> "USD"),
            key("lineitem_legalentity", item -> "Amazon Web Services EMEA SARL"),
            key("lineitem_lineitemdescription", item -> item.type + " of " + item.product.usageType()),
            key("lineitem_lineitemtype", AwsHour::type),
            max("lineitem_normalizationfactor", item -> 0.0),
            sum("lineitem_normalizedusageamount", item -> 0.0),
            key("lineitem_operation", item -> item.product.operation()),
            key("lineitem_productcode", item -> item.product.code()),
            key("lineitem_resourceid", AwsHour::resourceId),
            hourly("lineitem_taxtype", item -> NONE),
            sum("lineitem_unblendedcost", AwsHour::cost),
            max("lineitem_unblendedrate", item -> item.product.rate()),
            key("lineitem_usageaccountid", AwsHour::account),
            sum("lineitem_usageamount", AwsHour::usage),
            new LineItemColumn<>("lineitem_usagestartdate", Kind.UTC_TIME, RollUp.DAY, item -> item.hour.toEpochMilli()),
            hourlyTime("lineitem_usageenddate", item -> item.end().toEpochMilli()),
            key("lineitem_usagetype", item -> item.product.usageType()),
            sum("pricing_publicondemandcost", item -> item.usage * item.product.rate()),
            max("pricing_publicondemandrate", item -> item.product.rate()),
            hourly("pricing_term", item -> "OnDemand"),
            key("pricing_unit", item -> item.product.unit().text()),
            maxText("product_productname", item -> item.product.name()),
            key("product_instancetype", item -> item.product.instanceType()),
            maxText("product_memory", item -> NONE),
            key("product_operatingsystem", item -> NONE),
            hourly("product_physicalcores", item -> NONE),
            key("product_productfamily", item -> item.product.family()),
            key("product_region", item -> "eu-central-1"),
            hourly("product_servicecode", item -> item.product.code()),
            hourly("product_sku", item -> NONE),
            maxText("product_vcpu", item -> NONE),
            hourly("reservation_amortizedupfrontcostforusage", item -> NONE),
            hourly("reservation_amortizedupfrontfeeforbillingperiod", item -> NONE),
            hourly("reservation_endtime", item -> NONE),
            hourly("reservation_numberofreservations", item -> NONE),
            hourly("reservation_recurringfeeforusage", item -> NONE),
            hourly("reservation_starttime", item -> NONE),
            hourly("reservation_unitsperreservation", item -> NONE),
            hourly("reservation_unusedquantity", item -> NONE),
            hourly("reservation_unusedrecurringfee", item -> NONE),
            sum("savingsplan_savingsplaneffectivecost", AwsHour::savingsPlanCost),
            key("resourcetags", AwsHour::tags),
            key("costcategory", item -> "{}"),
            // koku draws a random one; the same on every run does as well.
            new LineItemColumn<>("row_uuid", Kind.TEXT, RollUp.DAILY_ONLY, AwsHour::uuid)));

    /** What it costs when a savings plan is spread over the usage that it covers (OpenShift on AWS, E.3). */
    public double amortizedCost() {
        return type.equals("Tax") || type.equals("Usage") ? cost : savingsPlanCost;
    }

    private Instant end() {
        return hour.plusSeconds(SECONDS);
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

    private static LineItemColumn<AwsHour> hourly(String name, Function<AwsHour, Object> value) {
        return new LineItemColumn<>(name, Kind.TEXT, RollUp.HOURLY_ONLY, value);
    }

    private static LineItemColumn<AwsHour> hourlyTime(String name, Function<AwsHour, Object> value) {
        return new LineItemColumn<>(name, Kind.UTC_TIME, RollUp.HOURLY_ONLY, value);
    }
}
