package io.costflow.testbed;

import io.costflow.testbed.AwsAccount.Resource;
import io.costflow.testbed.AwsProduct.Unit;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Makes up what an AWS account is charged, hour by hour. */
public final class AwsBill implements Bill {
    private static final int HOURS = 24;
    private static final double SAVINGS_PLAN = 0.66;
    private static final double TAX = 0.19;
    private static final double CREDIT = -5;

    private final AwsAccount account;
    private final LakeWriter writer;

    public AwsBill(AwsAccount account, LakeWriter writer) {
        this.account = account;
        this.writer = writer;
    }

    /** Writes a day: every hour or once all resources, and once a credit for the first database and the tax on everything. */
    @Override
    public void write(LocalDate day) throws IOException {
        write(day, 1);
    }

    /** Writes a day on which everything costs so many times what it usually does. */
    public void write(LocalDate day, double price) throws IOException {
        double taxable = 0;
        Instant start = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        try (DayFiles<AwsHour> bill = writer.awsBill(day)) {
            for (int hour = 0; hour < HOURS; hour++) {
                for (Resource resource : account.chargedAt(hour)) {
                    double usage = usage(resource, day.atTime(hour, 0));
                    charge(bill, start.plusSeconds(hour * 3600L), resource, usage, price);
                    taxable += usage * resource.product().rate() * price;
                }
            }
            for (Resource database : account.resources().stream().filter(resource -> resource.product() == AwsProduct.DATABASE).limit(1).toList()) {
                write(bill, item(start, database, "Credit", 0, CREDIT, 0), database.ofCluster());
            }
            write(bill, nobodys(start, AwsProduct.DISK, "Tax", 0, taxable * TAX), false);
        }
    }

    /** What a savings plan covers is charged twice: the list price, which is taken back at once, and what the plan costs instead. */
    private void charge(DayFiles<AwsHour> bill, Instant hour, Resource resource, double usage, double price) throws IOException {
        double cost = usage * resource.product().rate() * price;
        if (resource.underSavingsPlan()) {
            write(bill, item(hour, resource, "SavingsPlanCoveredUsage", usage, cost, cost * SAVINGS_PLAN), resource.ofCluster());
            write(bill, nobodys(hour, resource.product(), "SavingsPlanNegation", usage, -cost), false);
        } else {
            write(bill, item(hour, resource, "Usage", usage, cost, 0), resource.ofCluster());
        }
    }

    private void write(DayFiles<AwsHour> bill, AwsHour item, boolean ofCluster) throws IOException {
        bill.write(item);
        writer.totals().bill(Infrastructure.AWS).add(item.amortizedCost(), ofCluster);
    }

    private AwsHour item(Instant hour, Resource resource, String type, double usage, double cost, double savingsPlanCost) {
        return new AwsHour(
                hour, account.id(), resource.product(), type, resource.id(), resource.zone(), usage, cost, savingsPlanCost, resource.tags());
    }

    private AwsHour nobodys(Instant hour, AwsProduct product, String type, double usage, double cost) {
        return new AwsHour(hour, account.id(), product, type, "", "", usage, cost, 0, "{}");
    }

    private static double usage(Resource resource, LocalDateTime time) {
        Unit unit = resource.product().unit();
        double perHour = switch (unit) {
            case HOURS, REQUESTS -> resource.amount();
            case GIBIBYTES -> resource.amount() * Load.SHOPPING.at(time);
            case GIBIBYTE_MONTHS -> resource.amount() / (HOURS * time.toLocalDate().lengthOfMonth());
        };
        return perHour * resource.hours();
    }
}
