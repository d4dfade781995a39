package io.costflow.demo;

import io.costflow.demo.live.Change;
import io.costflow.demo.live.Effect;
import io.costflow.testbed.DemoCluster;
import io.costflow.testbed.DemoData;
import io.costflow.testbed.DemoUsage;
import io.costflow.testbed.DemoUsage.Part;
import java.time.LocalDate;
import java.util.List;

/** Lets time go on: the hours of the current day arrive, and when it is over, the bill has it too. */
final class NextHours {
    private final DemoData data;
    private final Feeder feeder;
    private final Narrator narrator;
    private final LiveDays days;
    private final LocalDate last;

    private LocalDate today;
    private int hours;

    /**
     * @param hours how many hours of the data's last day have arrived already
     * @param last the last day that there is to be
     */
    NextHours(DemoData data, Feeder feeder, Narrator narrator, LiveDays days, int hours, LocalDate last) {
        this.data = data;
        this.feeder = feeder;
        this.narrator = narrator;
        this.days = days;
        this.today = data.to();
        this.hours = hours;
        this.last = last;
    }

    /** Whether all hours of the last day have arrived. */
    boolean areOver() {
        return today.equals(last) && hours == DemoUsage.HOURS;
    }

    /** More hours of the current day arrive, by way of a delivery of the whole day so far; when it is over, the first ones of the next day. */
    void arrive(int more) throws Exception {
        if (hours == DemoUsage.HOURS) {
            billYesterday(today);
            today = today.plusDays(1);
            hours = 0;
        }
        hours = Math.min(hours + more, DemoUsage.HOURS);
        String what = "More hours of %s arrive, until %d:00. koku deletes the day's files and writes all of them anew, under a higher manifest id."
                .formatted(LiveDays.name(today), hours);
        days.deliver(List.of(today));
        narrator.tell(new Change(what, Effect.PUBLISHED, days.ofClusters(today)), () -> {
            for (DemoCluster cluster : data.clusters()) {
                feeder.deliver(cluster, today, Part.first(hours));
            }
        });
    }

    private void billYesterday(LocalDate day) throws Exception {
        String what = "%s is over, and AWS's bill has it too. All files of the month are replaced; the days before are compared and not touched."
                .formatted(LiveDays.name(day));
        days.bill(List.of(day));
        List<LocalDate> month = day.withDayOfMonth(1).datesUntil(day.plusDays(1)).filter(billed -> !billed.isBefore(data.from())).toList();
        narrator.tell(new Change(what, Effect.PUBLISHED, days.ofAccount(List.of(day))), () -> feeder.deliverBill(month, null, 1));
    }
}
