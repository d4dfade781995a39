package io.costflow.testbed;

import io.costflow.testbed.AzureSubscription.Resource;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Makes up what an Azure subscription is charged, day by day. */
final class AzureBill implements Bill {
    private static final String THOUSANDS = "10K";
    private static final double TEN_THOUSAND = 10_000;

    private final AzureSubscription subscription;
    private final LakeWriter writer;

    AzureBill(AzureSubscription subscription, LakeWriter writer) {
        this.subscription = subscription;
        this.writer = writer;
    }

    @Override
    public void write(LocalDate day) throws IOException {
        Instant start = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        try (DayFiles<AzureDay> bill = writer.azureBill(day)) {
            for (Resource resource : subscription.resources()) {
                double quantity = quantity(resource, day);
                double cost = quantity * resource.meter().price();
                bill.write(new AzureDay(start, subscription.alias(), resource, quantity, cost));
                writer.totals().bill(Infrastructure.AZURE).add(cost, resource.ofCluster());
            }
        }
    }

    private static double quantity(Resource resource, LocalDate day) {
        String unit = resource.meter().unit();
        double amount = unit.equals(THOUSANDS) ? resource.amount() / TEN_THOUSAND : resource.amount();
        return unit.endsWith("/Month") ? amount / day.lengthOfMonth() : amount;
    }
}
