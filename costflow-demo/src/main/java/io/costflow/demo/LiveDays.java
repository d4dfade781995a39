package io.costflow.demo;

import io.costflow.day.SourceDay;
import io.costflow.testbed.DemoCluster;
import io.costflow.testbed.DemoData;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Which days of which sources there are, and which of them a change concerns. */
final class LiveDays {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);

    private final DemoData data;
    private final String tenant;
    private final Set<LocalDate> delivered = new TreeSet<>();
    private final Set<LocalDate> billed = new TreeSet<>();

    LiveDays(DemoData data, String tenant) {
        this.data = data;
        this.tenant = tenant;
    }

    /** There is usage of all clusters on these days. */
    void deliver(Collection<LocalDate> days) {
        delivered.addAll(days);
    }

    /** There is a bill of these days. */
    void bill(Collection<LocalDate> days) {
        billed.addAll(days);
    }

    /** Everything. */
    Set<SourceDay> all() {
        Set<SourceDay> all = ofAccount(billed);
        delivered.forEach(day -> all.addAll(ofClusters(day)));
        return all;
    }

    /** A day of all clusters, and of the account when it is billed. */
    Set<SourceDay> ofClusters(LocalDate day) {
        Set<SourceDay> days = new HashSet<>();
        data.clusters().forEach(cluster -> days.addAll(of(cluster, day)));
        return days;
    }

    /** A day of a cluster, and of the account when it is billed: what the cluster used decides whose cost it is. */
    Set<SourceDay> of(DemoCluster cluster, LocalDate day) {
        Set<SourceDay> days = billed.contains(day) ? ofAccount(List.of(day)) : new HashSet<>();
        days.add(SourceDay.of(tenant, cluster.source(), day));
        return days;
    }

    /** Days of the account. */
    Set<SourceDay> ofAccount(Collection<LocalDate> days) {
        Set<SourceDay> ofAccount = new HashSet<>();
        String source = data.awsAccount().orElseThrow().source();
        days.forEach(day -> ofAccount.add(SourceDay.of(tenant, source, day)));
        return ofAccount;
    }

    /** A day as people say it. */
    static String name(LocalDate day) {
        return NAME.format(day);
    }
}
