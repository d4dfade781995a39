package io.costflow.testbed;

import static io.costflow.testbed.LineItemColumn.key;
import static io.costflow.testbed.LineItemColumn.maxText;
import static io.costflow.testbed.LineItemColumn.sum;

import io.costflow.testbed.LineItemColumn.Kind;
import io.costflow.testbed.LineItemColumn.RollUp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a GCP project is charged for something in an hour.
 *
 * @param hour the start of the hour
 * @param resource what is charged for
 * @param usage the used amount, in the SKU's unit of usage
 * @param cost the cost in USD
 * @param credit what is given back of it: a negative number, or 0
 */
public record GcpHour(Instant hour, GcpProject.Resource resource, double usage, double cost, double credit) implements LineItem {
    private static final long SECONDS = 3600;
    private static final DateTimeFormatter INVOICE_MONTH = DateTimeFormatter.ofPattern("uuuuMM");
    private static final String NOTHING = "{}";

    /** Columns and roll-up of koku's files (GCP, G.1). */
    static final ReportLayout<GcpHour> LAYOUT = new ReportLayout<>("GCP", List.of(
            key("invoice_month", item -> INVOICE_MONTH.format(item.day())),
            key("billing_account_id", item -> GcpProject.BILLING_ACCOUNT),
            key("project_id", item -> GcpProject.ID),
            maxText("project_name", item -> GcpProject.ID),
            new LineItemColumn<>("usage_start_time", Kind.TIME, RollUp.DAY, item -> item.hour.toEpochMilli()),
            new LineItemColumn<>("usage_end_time", Kind.TIME, RollUp.HOURLY_ONLY, item -> item.end().toEpochMilli()),
            new LineItemColumn<>("export_time", Kind.TIME, RollUp.HOURLY_ONLY, item -> item.end().toEpochMilli()),
            key("service_id", item -> item.resource.sku().serviceId()),
            maxText("service_description", item -> item.resource.sku().service()),
            key("sku_id", item -> item.resource.sku().id()),
            maxText("sku_description", item -> item.resource.sku().name()),
            key("system_labels", GcpHour::systemLabels),
            key("labels", item -> item.resource.labels()),
            hourly("project_labels", item -> NOTHING),
            hourly("project_ancestry_numbers", item -> ""),
            key("cost_type", item -> "regular"),
            hourly("location_location", item -> Infrastructure.GCP.region()),
            hourly("location_country", item -> "IT"),
            key("location_region", item -> Infrastructure.GCP.region()),
            hourly("location_zone", item -> ""),
            key("resource_name", item -> item.resource.name()),
            maxText("resource_global_name", item -> item.resource.globalName()),
            new LineItemColumn<>("usage_amount", Kind.NUMBER, RollUp.HOURLY_ONLY, GcpHour::usage),
            hourly("usage_unit", item -> item.resource.sku().usageUnit()),
            sum("usage_amount_in_pricing_units", item -> item.usage / item.resource.sku().usagePerPricingUnit()),
            maxText("usage_pricing_unit", item -> item.resource.sku().pricingUnit()),
            sum("cost", GcpHour::cost),
            maxText("currency", item -> "USD"),
            new LineItemColumn<>("currency_conversion_rate", Kind.NUMBER, RollUp.HOURLY_ONLY, item -> 1.0),
            hourly("credits", GcpHour::credits),
            hourly("partition_date", item -> item.day().toString()),
            new LineItemColumn<>("daily_credits", Kind.NUMBER, RollUp.DAILY_SUM, GcpHour::credit),
            // koku draws a random one; the same on every run does as well.
            new LineItemColumn<>("row_uuid", Kind.TEXT, RollUp.DAILY_ONLY, GcpHour::uuid)));

    private String systemLabels() {
        String machine = resource.sku().machine();
        return machine.isEmpty() ? NOTHING : LabelText.of(Map.of("compute.googleapis.com/machine_spec", machine));
    }

    private String credits() {
        return credit == 0 ? NOTHING : "{\"name\": \"Committed usage discount\", \"amount\": " + credit + ", \"type\": \"COMMITTED_USAGE_DISCOUNT\"}";
    }

    private LocalDate day() {
        return LocalDate.ofInstant(hour, ZoneOffset.UTC);
    }

    private Instant end() {
        return hour.plusSeconds(SECONDS);
    }

    private String uuid() {
        return UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static LineItemColumn<GcpHour> hourly(String name, Function<GcpHour, Object> value) {
        return new LineItemColumn<>(name, Kind.TEXT, RollUp.HOURLY_ONLY, value);
    }
}
