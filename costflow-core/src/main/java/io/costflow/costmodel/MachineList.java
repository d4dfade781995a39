package io.costflow.costmodel;

import io.costflow.provider.openshift.Facts;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The list of virtual machines, their requests and their claims (specification, J.2). A name is one machine, in whatever namespaces. */
final class MachineList {

    /** koku's API divides by it. */
    private static final int HOURS = 24;
    private static final double GIBIBYTES_PER_BYTE = Math.pow(2, -30);

    private record Place(String machine, String node) {}

    private MachineList() {}

    /** Those that ran in the last hour of the month so far, wherever they ran in it, with all claims of the month. */
    static List<MachineClaim> byReport(List<Facts.MachineDay> days, List<Facts.MachinePlace> places) {
        LocalDateTime last = places.stream().map(Facts.MachinePlace::lastInterval).max(Comparator.naturalOrder()).orElse(null);
        Map<Place, Double[]> requests = new LinkedHashMap<>();
        for (Facts.MachinePlace place : places) {
            if (place.lastInterval().equals(last)) {
                Double[] request = requests.computeIfAbsent(new Place(place.name(), place.node()), first -> new Double[2]);
                request[0] = larger(request[0], place.cores());
                request[1] = larger(request[1], place.memoryBytes());
            }
        }
        Map<String, Set<String>> claims = new TreeMap<>();
        days.forEach(day -> claims.computeIfAbsent(day.name(), first -> new TreeSet<>()).addAll(day.claims()));
        List<MachineClaim> list = new ArrayList<>();
        requests.forEach((place, request) -> orNull(claims.getOrDefault(place.machine(), Set.of())).forEach(claim -> list.add(new MachineClaim(
                place.machine(), place.node(), claim, request[0] == null ? null : (Double) (request[0] * HOURS),
                request[1] == null ? null : (Double) (request[1] * GIBIBYTES_PER_BYTE * HOURS)))));
        return list;
    }

    /**
     * Those of the summary's second-to-last day, one row of each. Which row that is koku leaves open; here it is the first by namespace, node and labels.
     *
     * @param rows the rows of that day with a machine's label
     */
    static List<MachineClaim> byPods(List<SummaryRow> rows, List<Facts.MachinePodHours> podHours) {
        Map<String, Set<String>> claims = new TreeMap<>();
        podHours.forEach(hours -> claims.computeIfAbsent(hours.name(), first -> new TreeSet<>()).addAll(hours.claims()));
        Set<String> seen = new LinkedHashSet<>();
        List<MachineClaim> list = new ArrayList<>();
        for (SummaryRow row : rows) {
            if (seen.add(row.machine())) {
                orNull(claims.getOrDefault(row.machine(), Set.of()))
                        .forEach(claim -> list.add(new MachineClaim(row.machine(), row.node(), claim, row.cpuRequestHours(), row.memoryRequestHours())));
            }
        }
        return list;
    }

    /** The claims of a machine; one that is null if it has none, since koku leaves out the costs of machines that are not in the list. */
    private static Set<String> orNull(Set<String> claims) {
        return claims.isEmpty() ? Collections.singleton(null) : claims;
    }

    private static Double larger(Double a, Double b) {
        return a == null ? b : b == null ? a : (Double) Math.max(a, b);
    }
}
