package io.costflow.demo;

import io.costflow.day.SourceDay;
import io.costflow.demo.Feeder.BrokenFile;
import io.costflow.demo.Narrator.Deed;
import io.costflow.demo.live.Change;
import io.costflow.demo.live.Effect;
import io.costflow.testbed.DemoCluster;
import io.costflow.testbed.DemoData;
import io.costflow.testbed.DemoUsage.Part;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.ReferenceRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** What happens to a lake in a month or two, told in a minute. */
final class Story {
    /** A key that every pod has and that koku has not enabled. */
    static final String TAG_KEY = "version";

    private static final int HOURS_AT_FIRST = 8;
    private static final int MORE_HOURS = 4;
    private static final int HOURS_AT_A_TIME = 2;
    private static final double METERS_READ = 1.2;
    private static final double FINAL_PRICE = 1.05;

    private final DemoData data;
    private final Feeder feeder;
    private final KokuDatabase database;
    private final String tenant;
    private final Narrator narrator;
    private final LiveDays days;
    private final NextHours nextHours;
    private final List<LocalDate> firstMonth;
    private final List<LocalDate> secondMonth;
    private BrokenFile broken;

    /** @param last the last day on which time may go on */
    Story(DemoData data, Feeder feeder, KokuDatabase database, String tenant, Narrator narrator, LocalDate last) {
        this.data = data;
        this.feeder = feeder;
        this.database = database;
        this.tenant = tenant;
        this.narrator = narrator;
        this.days = new LiveDays(data, tenant);
        this.nextHours = new NextHours(data, feeder, narrator, days, HOURS_AT_FIRST, last);
        LocalDate second = data.to().withDayOfMonth(1);
        this.firstMonth = data.from().datesUntil(second).toList();
        this.secondMonth = second.datesUntil(data.to()).toList();
    }

    /** Tells it from the beginning to the end, or until the narrator is stopped. */
    void tell() throws Exception {
        firstDays();
        moreHours();
        oldDayAgain();
        tagKey();
        lateBill();
        finalBill();
        brokenFile();
        repairedFile();
    }

    /** Lets time go on until this instant, or the narrator is stopped. When the last day is over, nothing happens any more. */
    void goOn(Instant end) throws Exception {
        while (!narrator.isEnding() && Instant.now().isBefore(end)) {
            if (nextHours.areOver()) {
                narrator.pause();
            } else {
                nextHours.arrive(HOURS_AT_A_TIME);
            }
        }
    }

    /** The day that is delivered again. */
    private LocalDate oldDay() {
        return data.from().plusDays(1);
    }

    /** The day of which a file is cut off. */
    private LocalDate brokenDay() {
        return data.from().plusDays(3);
    }

    private void firstDays() throws Exception {
        List<LocalDate> all = data.from().datesUntil(data.to()).toList();
        days.deliver(all);
        days.deliver(List.of(data.to()));
        days.bill(firstMonth);
        tell(Effect.PUBLISHED, days.all(), () -> {
            feeder.deliverBill(firstMonth, null, 1);
            for (LocalDate day : all) {
                deliver(day, Part.whole(false));
            }
            deliver(data.to(), Part.first(HOURS_AT_FIRST));
        }, "The first days arrive: two clusters from %s until today, %s, %d:00, and AWS's bill until %s.",
                LiveDays.name(data.from()), LiveDays.name(data.to()), HOURS_AT_FIRST, LiveDays.name(endOfFirstMonth()));
    }

    private void moreHours() throws Exception {
        nextHours.arrive(MORE_HOURS);
    }

    private void oldDayAgain() throws Exception {
        DemoCluster cluster = data.clusters().get(0);
        tell(Effect.PUBLISHED, days.of(cluster, oldDay()), () -> feeder.deliver(cluster, oldDay(), Part.measured(METERS_READ)),
                "%s delivers %s again: its meters had shown too little. AWS's day follows: what was used decides whose cost it is.",
                cluster.alias(), LiveDays.name(oldDay()));
    }

    private void tagKey() throws Exception {
        tell(Effect.PUBLISHED, days.all(), this::enableTagKey,
                "The tag key '%s' is enabled in koku. Every day is computed again from what the job remembers: no file is read.", TAG_KEY);
    }

    private void lateBill() throws Exception {
        days.bill(secondMonth);
        tell(Effect.PUBLISHED, days.ofAccount(secondMonth), () -> feeder.deliverBill(secondMonth, null, 1),
                "AWS's next bill arrives late, for %s until yesterday. Its cost is split over what the clusters used on these days.",
                LiveDays.name(secondMonth.get(0)));
    }

    private void finalBill() throws Exception {
        LocalDate dearer = endOfFirstMonth();
        tell(Effect.PUBLISHED, days.ofAccount(List.of(dearer)), () -> feeder.deliverBill(firstMonth, dearer, FINAL_PRICE),
                "AWS's bill of last month is final: all of its files are replaced, but only %s costs more. The other days are compared and not touched.",
                LiveDays.name(dearer));
    }

    private void brokenFile() throws Exception {
        DemoCluster cluster = data.clusters().get(1);
        tell(Effect.HELD_BACK, Set.of(SourceDay.of(tenant, cluster.source(), brokenDay())),
                () -> broken = feeder.deliverBroken(cluster, brokenDay(), Part.measured(METERS_READ)),
                "%s delivers %s again, but a file is cut off on its way.", cluster.alias(), LiveDays.name(brokenDay()));
    }

    private void repairedFile() throws Exception {
        DemoCluster cluster = data.clusters().get(1);
        tell(Effect.PUBLISHED, days.of(cluster, brokenDay()), () -> feeder.replace(broken),
                "The file is uploaded again, whole and under the same name: %s heals by itself.", LiveDays.name(brokenDay()));
    }

    private void deliver(LocalDate day, Part part) throws Exception {
        for (DemoCluster cluster : data.clusters()) {
            feeder.deliver(cluster, day, part);
        }
    }

    private void enableTagKey() throws SQLException {
        try (Connection connection = database.connect()) {
            new ReferenceRows(connection, tenant)
                    .execute("UPDATE %s.reporting_enabledtagkeys SET enabled = true WHERE key = ? AND provider_type = 'OCP'", TAG_KEY);
        }
    }

    private LocalDate endOfFirstMonth() {
        return firstMonth.get(firstMonth.size() - 1);
    }

    private void tell(Effect effect, Set<SourceDay> concerned, Deed deed, String what, Object... values) throws Exception {
        narrator.tell(new Change(what.formatted(values), effect, concerned), deed);
    }
}
