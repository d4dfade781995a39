package io.costflow.job;

import static io.costflow.job.FleetSource.ALPHA;
import static io.costflow.job.FleetSource.AWS;
import static io.costflow.job.FleetSource.BRAVO;
import static io.costflow.job.FleetSource.CHARLIE;

import io.costflow.day.SourceDay;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** An endless sequence of what happens to a lake and to koku's tables, the same for the same seed. What is damaged is mended at the end at the latest. */
final class LakeChanges {

    /**
     * A change.
     *
     * @param what what happened
     * @param concerns the days whose rows may be others now; the rows of no other day are
     */
    record Change(String what, Set<SourceDay> concerns) {}

    private static final int HOURS = 24;
    private static final List<FleetSource> SOURCES = List.of(ALPHA, BRAVO, CHARLIE, AWS);
    private static final List<String> KEYS = List.of("app", "team", "event", "unit");
    private static final List<String> ROLES = List.of("worker", "master", "infra");

    private final FleetLake lake;
    private final FleetTables tables;
    private final List<LocalDate> days;
    private final SplittableRandom random;
    private final Set<SourceDay> damaged = new LinkedHashSet<>();
    private final Set<FleetSource> onAccount = new HashSet<>(Set.of(ALPHA, BRAVO));

    LakeChanges(long seed, FleetLake lake, FleetTables tables, List<LocalDate> days) {
        this.random = new SplittableRandom(seed);
        this.lake = lake;
        this.tables = tables;
        this.days = days;
    }

    /** Makes the next change. */
    Change next() throws Exception {
        FleetSource source = SOURCES.get(random.nextInt(SOURCES.size()));
        LocalDate day = days.get(random.nextInt(days.size()));
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> nextHours(source, day);
            case 5, 6, 7 -> redelivered(source, day);
            case 8, 9 -> overwritten(source, day);
            case 10, 11 -> lostFile(source, day);
            case 12, 13 -> badFile(source, day);
            case 14 -> accountRedelivered();
            case 15 -> tagKey();
            case 16 -> category();
            case 17 -> role(source == AWS ? ALPHA : source);
            case 18 -> markup();
            default -> infrastructure();
        };
    }

    /** Mends what is damaged still. */
    void mend() throws Exception {
        for (SourceDay day : List.copyOf(damaged)) {
            lake.restore(day);
        }
        damaged.clear();
    }

    private Change nextHours(FleetSource source, LocalDate day) throws Exception {
        Delivery before = lake.delivery(source.on(day));
        int hours = Math.min(HOURS, before.hours() + 1 + random.nextInt(4));
        deliver(source, day, hours, before.variant());
        return new Change("hours up to " + hours + of(source, day), concerns(source, day));
    }

    private Change redelivered(FleetSource source, LocalDate day) throws Exception {
        deliver(source, day, lake.delivery(source.on(day)).hours(), random.nextInt(1000));
        return new Change("delivered again" + of(source, day), concerns(source, day));
    }

    /** A damaged day lacks files that could be deleted, so it is mended first. */
    private void deliver(FleetSource source, LocalDate day, int hours, int variant) throws Exception {
        if (damaged.remove(source.on(day))) {
            lake.restore(source.on(day));
        }
        lake.deliver(source, day, hours, variant);
    }

    private Change overwritten(FleetSource source, LocalDate day) throws Exception {
        damaged.remove(source.on(day));
        lake.overwrite(source.on(day), random.nextInt(1000));
        return new Change("overwritten in place" + of(source, day), concerns(source, day));
    }

    private Change lostFile(FleetSource source, LocalDate day) throws Exception {
        if (!damaged.add(source.on(day))) {
            return mended(source, day);
        }
        String key = anyKey(source.on(day));
        lake.delete(key);
        return new Change("deleted " + key, concerns(source, day));
    }

    private Change badFile(FleetSource source, LocalDate day) throws Exception {
        if (!damaged.add(source.on(day))) {
            return mended(source, day);
        }
        String key = anyKey(source.on(day));
        lake.cutShort(source.on(day), key);
        return new Change("cut short " + key, concerns(source, day));
    }

    private Change mended(FleetSource source, LocalDate day) throws Exception {
        damaged.remove(source.on(day));
        lake.restore(source.on(day));
        return new Change("mended" + of(source, day), concerns(source, day));
    }

    private String anyKey(SourceDay day) {
        List<String> keys = lake.keys(day);
        return keys.get(random.nextInt(keys.size()));
    }

    /** AWS delivers the whole month under new names, though only some days are others. */
    private Change accountRedelivered() throws Exception {
        Set<SourceDay> concerns = new HashSet<>();
        for (LocalDate day : days) {
            Delivery before = lake.delivery(AWS.on(day));
            boolean mended = damaged.contains(AWS.on(day));
            boolean changed = random.nextInt(3) == 0;
            deliver(AWS, day, before.hours(), changed ? random.nextInt(1000) : before.variant());
            if (mended || changed) {
                concerns.add(AWS.on(day));
            }
        }
        return new Change("the account's month delivered again, " + concerns.size() + " days of it changed", concerns);
    }

    private Change tagKey() throws Exception {
        String provider = random.nextBoolean() ? "OCP" : "AWS";
        String key = KEYS.get(random.nextInt(KEYS.size()));
        boolean enabled = random.nextBoolean();
        tables.enableKey(provider, key, enabled);
        String what = "tag key " + key + " of " + provider + (enabled ? " enabled" : " disabled");
        return new Change(what, everyDay(provider.equals("OCP") ? SOURCES : List.of(AWS)));
    }

    private Change category() throws Exception {
        tables.setCategory("shop", random.nextBoolean() ? 1 + random.nextInt(3) : null);
        return new Change("cost category of shop", everyDay(SOURCES));
    }

    private Change role(FleetSource cluster) throws Exception {
        String role = ROLES.get(random.nextInt(ROLES.size()));
        tables.setRole(cluster, role);
        return new Change(cluster.node(1) + " is " + role, everyDay(onAccount.contains(cluster) ? List.of(cluster, AWS) : List.of(cluster)));
    }

    private Change markup() throws Exception {
        int percent = random.nextInt(30);
        tables.setMarkup(percent);
        return new Change("markup of " + percent + " %", everyDay(List.of(AWS)));
    }

    private Change infrastructure() throws Exception {
        tables.runOnAccount(CHARLIE);
        onAccount.add(CHARLIE);
        return new Change("CHARLIE runs on the account", everyDay(List.of(AWS)));
    }

    private Set<SourceDay> concerns(FleetSource source, LocalDate day) {
        return onAccount.contains(source) ? Set.of(source.on(day), AWS.on(day)) : Set.of(source.on(day));
    }

    private Set<SourceDay> everyDay(List<FleetSource> sources) {
        Set<SourceDay> all = new HashSet<>();
        sources.forEach(source -> days.forEach(day -> all.add(source.on(day))));
        return all;
    }

    private static String of(FleetSource source, LocalDate day) {
        return ": " + source + " " + day;
    }
}
