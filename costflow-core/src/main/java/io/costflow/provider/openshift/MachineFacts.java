package io.costflow.provider.openshift;

import io.costflow.lineitem.GroupTable;
import io.costflow.provider.openshift.OpenShiftLineItems.MachinePods;
import io.costflow.provider.openshift.OpenShiftLineItems.Machines;
import io.costflow.provider.openshift.OpenShiftLineItems.Volumes;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The facts about a day's virtual machines. Line items without a machine's name are left out: nothing finds them. */
final class MachineFacts {

    private static final long MICROS = 1_000_000;

    private record NameAndCores(String name, Double cores) {}

    private record Place(String name, String node, String resourceId) {}

    /** The hours of a machine with a number of cores. */
    private static final class Uptime {
        private final Amounts seconds = new Amounts(1);
        private final SortedSet<String> claims = new TreeSet<>();
        private long last = Long.MIN_VALUE;
    }

    /** What a machine requested in its last hour at a place. */
    private static final class Last {
        private long interval = Long.MIN_VALUE;
        private Amounts requests = new Amounts(2);
    }

    private final LocalDate day;
    private final Map<NameAndCores, Uptime> uptimes = new LinkedHashMap<>();
    private final Map<Place, Last> places = new LinkedHashMap<>();

    /** @param tables the machines by the hour, file by file */
    MachineFacts(LocalDate day, List<GroupTable> tables) {
        this.day = day;
        for (GroupTable table : tables) {
            for (int group = 0; group < table.size(); group++) {
                if (table.text(Machines.NAME, group) != null && !table.timeIsNull(Machines.INTERVAL, group)) {
                    add(table, group);
                }
            }
        }
    }

    private void add(GroupTable table, int group) {
        String name = table.text(Machines.NAME, group);
        long interval = table.time(Machines.INTERVAL, group);
        double number = table.numberKey(Machines.CORES, group);
        Double cores = Double.isNaN(number) ? null : (Double) number;

        Uptime uptime = uptimes.computeIfAbsent(new NameAndCores(name, cores), first -> new Uptime());
        if (!table.isNull(Machines.UPTIME_SECONDS, group)) {
            uptime.seconds.add(0, table.number(Machines.UPTIME_SECONDS, group));
        }
        uptime.last = Math.max(uptime.last, interval);
        if (table.text(Machines.CLAIM, group) != null) {
            uptime.claims.add(table.text(Machines.CLAIM, group));
        }

        Last last = places.computeIfAbsent(new Place(name, table.text(Machines.NODE, group), table.text(Machines.RESOURCE_ID, group)), first -> new Last());
        if (interval > last.interval) {
            last.interval = interval;
            last.requests = new Amounts(2);
        }
        if (interval == last.interval) {
            if (cores != null) {
                last.requests.max(0, cores);
            }
            if (!table.isNull(Machines.MEMORY_BYTES, group)) {
                last.requests.max(1, table.number(Machines.MEMORY_BYTES, group));
            }
        }
    }

    List<Facts.MachineDay> days() {
        List<Facts.MachineDay> days = new ArrayList<>();
        uptimes.forEach((key, uptime) ->
                days.add(new Facts.MachineDay(day, key.name(), key.cores(), uptime.seconds.get(0), time(uptime.last), List.copyOf(uptime.claims))));
        return days;
    }

    List<Facts.MachinePlace> places() {
        List<Facts.MachinePlace> found = new ArrayList<>();
        places.forEach((place, last) -> found.add(new Facts.MachinePlace(
                day, place.name(), place.node(), place.resourceId(), time(last.interval), last.requests.get(0), last.requests.get(1))));
        return found;
    }

    /**
     * Counts the hourly line items of pods by the machine that their label names, and finds the claims that these pods mounted.
     *
     * @param pods the pods with such a label, file by file
     * @param volumes the volumes of all pods, file by file
     */
    static Collection<Facts.MachinePodHours> podHours(LocalDate day, List<GroupTable> pods, List<GroupTable> volumes) {
        LabelTexts texts = new LabelTexts(MachinePods.LABEL::equals);
        Map<String, Long> rows = new TreeMap<>();
        Map<String, SortedSet<String>> machinesOfPods = new TreeMap<>();
        for (GroupTable table : pods) {
            for (int group = 0; group < table.size(); group++) {
                String name = texts.labels(table.text(MachinePods.LABELS, group)).get(MachinePods.LABEL);
                if (name != null) {
                    rows.merge(name, (long) table.number(MachinePods.HOURS, group), Long::sum);
                    String pod = table.text(MachinePods.POD, group);
                    if (pod != null) {
                        machinesOfPods.computeIfAbsent(pod, first -> new TreeSet<>()).add(name);
                    }
                }
            }
        }
        Map<String, SortedSet<String>> claims = claims(machinesOfPods, volumes);
        List<Facts.MachinePodHours> facts = new ArrayList<>();
        rows.forEach((name, count) -> facts.add(new Facts.MachinePodHours(day, name, count, List.copyOf(claims.getOrDefault(name, new TreeSet<>())))));
        return facts;
    }

    private static Map<String, SortedSet<String>> claims(Map<String, SortedSet<String>> machinesOfPods, List<GroupTable> volumes) {
        Map<String, SortedSet<String>> claims = new TreeMap<>();
        for (GroupTable table : volumes) {
            for (int group = 0; group < table.size(); group++) {
                String pod = table.text(Volumes.POD, group);
                String claim = table.text(Volumes.CLAIM, group);
                SortedSet<String> machines = pod == null || claim == null || claim.isEmpty() ? null : machinesOfPods.get(pod);
                if (machines != null) {
                    machines.forEach(machine -> claims.computeIfAbsent(machine, first -> new TreeSet<>()).add(claim));
                }
            }
        }
        return claims;
    }

    private static LocalDateTime time(long micros) {
        return LocalDateTime.ofEpochSecond(Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC);
    }
}
