package io.costflow.testbed;

import io.costflow.testbed.GcpProject.Resource;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Makes up what a GCP project is charged, hour by hour, with what it gets back as credits. */
final class GcpBill implements Bill {
    private static final int HOURS = 24;

    private final GcpProject project;
    private final LakeWriter writer;

    GcpBill(GcpProject project, LakeWriter writer) {
        this.project = project;
        this.writer = writer;
    }

    @Override
    public void write(LocalDate day) throws IOException {
        Instant start = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        try (DayFiles<GcpHour> bill = writer.gcpBill(day)) {
            for (int hour = 0; hour < HOURS; hour++) {
                for (Resource resource : project.resources()) {
                    if (resource.isChargedAt(hour)) {
                        charge(bill, start.plusSeconds(hour * 3600L), resource);
                    }
                }
            }
        }
    }

    private void charge(DayFiles<GcpHour> bill, Instant hour, Resource resource) throws IOException {
        double usage = resource.usage() * resource.hours();
        double cost = usage / resource.sku().usagePerPricingUnit() * resource.sku().price();
        double credit = -cost * resource.discount();
        bill.write(new GcpHour(hour, resource, usage, cost, credit));
        writer.totals().bill(Infrastructure.GCP).add(cost + credit, resource.ofCluster());
    }
}
