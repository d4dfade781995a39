package io.costflow.provider.openshift;

import io.costflow.day.CodePointOrder;
import io.costflow.lineitem.GroupTable;
import io.costflow.lineitem.Grouping;
import io.costflow.lineitem.Key;
import io.costflow.lineitem.Measure;
import io.costflow.provider.JsonMember;
import io.costflow.provider.Report;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Collects the nodes, claims and projects of a cluster from the line items of a month, as koku stores them (specification, L.3). The order in which tables are
 * added does not matter.
 */
public final class ClusterObjects {

    private static final String ARCHITECTURE = "kubernetes_io_arch";

    /** The largest capacity that reporting_ocp_nodes can hold. */
    private static final double LARGEST_CAPACITY = 1e16;

    private static final int NODE = 0;
    private static final int RESOURCE_ID = 1;
    private static final int NAMESPACE = 2;
    private static final int CAPACITY = 0;
    private static final int ROLE = 1;
    private static final int LABELS = 1;
    private static final int VOLUME = 0;
    private static final int CLAIM = 1;
    private static final int HANDLE = 2;

    /** Older operators report neither roles, capacities nor volume handles, and some reports lack ids of machines. */
    private static final Grouping PODS = new Grouping(
            "nodes and projects",
            List.of(required("node"), optional("resource_id"), required("namespace")),
            List.of(new Measure.Max("node_capacity_cpu_cores", false), new Measure.MaxText("node_role", false)));

    private static final Grouping NODE_LABELS = new Grouping("labels of nodes", List.of(required("node"), required("node_labels")), List.of());

    private static final Grouping VOLUMES = new Grouping(
            "claims", List.of(required("persistentvolume"), required("persistentvolumeclaim"), optional("csi_volume_handle")), List.of());

    /**
     * A machine that is a node: a node that is created again has another id.
     *
     * @param node the node's name
     * @param resourceId the machine's id, or null
     */
    public record Machine(String node, String resourceId) implements Comparable<Machine> {

        private static final Comparator<Machine> ORDER = Comparator.comparing(Machine::node, CodePointOrder.INSTANCE)
                .thenComparing(Machine::resourceId, Comparator.nullsFirst(CodePointOrder.INSTANCE));

        @Override
        public int compareTo(Machine other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * A node of the cluster.
     *
     * @param machine what it is
     * @param capacity its cores, or null
     * @param role its role, or the empty text where the report has a blank column
     * @param architecture the architecture that its labels name, or null
     */
    public record Node(Machine machine, BigDecimal capacity, String role, String architecture) {}

    /**
     * A volume and the claim that it is bound to.
     *
     * @param volume the volume's name
     * @param name the claim's name
     * @param handle the volume's id in the storage system, or null
     */
    public record Claim(String volume, String name, String handle) {}

    /** What line items say of a machine. */
    private static final class Observed {
        private double capacity = Double.NaN;
        private String role;
        private boolean runsApiServer;
    }

    private record ClaimKey(String volume, String name) implements Comparable<ClaimKey> {

        private static final Comparator<ClaimKey> ORDER =
                Comparator.comparing(ClaimKey::volume, CodePointOrder.INSTANCE).thenComparing(ClaimKey::name, CodePointOrder.INSTANCE);

        @Override
        public int compareTo(ClaimKey other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<Machine, Observed> machines = new TreeMap<>();
    /** The label texts of each node, of which NULL is one. */
    private final Map<String, Set<String>> labels = new HashMap<>();
    private final Map<ClaimKey, String> handles = new TreeMap<>();
    private final Set<String> projects = new TreeSet<>(CodePointOrder.INSTANCE);

    /** What is taken from the files of each report. */
    public static Map<Report, Grouping> groupings() {
        return Map.of(OpenShift.POD_USAGE_DAILY, PODS, OpenShift.NODE_LABELS_DAILY, NODE_LABELS, OpenShift.STORAGE_USAGE_DAILY, VOLUMES);
    }

    /** The machines in a table of a report: none in one that is not of pods. */
    public static Set<Machine> machines(Report report, GroupTable table) {
        Set<Machine> found = new TreeSet<>();
        for (int group = 0; report.equals(OpenShift.POD_USAGE_DAILY) && group < table.size(); group++) {
            if (isStorable(table.text(NODE, group))) {
                found.add(new Machine(table.text(NODE, group), table.text(RESOURCE_ID, group)));
            }
        }
        return found;
    }

    /** Adds a table of a report: some line items of a day, grouped as {@link #groupings} says. */
    public void add(Report report, GroupTable table) {
        for (int group = 0; group < table.size(); group++) {
            if (report.equals(OpenShift.POD_USAGE_DAILY)) {
                addPods(table, group);
            } else if (report.equals(OpenShift.NODE_LABELS_DAILY)) {
                addLabels(table, group);
            } else {
                addClaim(table, group);
            }
        }
    }

    private void addPods(GroupTable table, int group) {
        String namespace = table.text(NAMESPACE, group);
        if (isStorable(namespace)) {
            projects.add(namespace);
        }
        String node = table.text(NODE, group);
        String resourceId = table.text(RESOURCE_ID, group);
        if (!isStorable(node) || resourceId != null && !isStorable(resourceId)) {
            return;
        }
        Observed machine = machines.computeIfAbsent(new Machine(node, resourceId), first -> new Observed());
        double capacity = table.number(CAPACITY, group);
        machine.capacity = Double.isNaN(machine.capacity) || capacity > machine.capacity ? capacity : machine.capacity;
        machine.role = CodePointOrder.larger(machine.role, table.isNull(ROLE, group) ? null : table.maxText(ROLE, group));
        machine.runsApiServer |= NodeRoles.API_SERVER_NAMESPACE.equals(namespace);
    }

    private void addLabels(GroupTable table, int group) {
        String node = table.text(NODE, group);
        if (isStorable(node)) {
            labels.computeIfAbsent(node, first -> new TreeSet<>(Comparator.nullsFirst(CodePointOrder.INSTANCE))).add(table.text(LABELS, group));
        }
    }

    /** Of several handles the smallest that is not empty counts: koku takes the one that it meets first. */
    private void addClaim(GroupTable table, int group) {
        String volume = table.text(VOLUME, group);
        String claim = table.text(CLAIM, group);
        if (isStorable(volume) && isStorable(claim)) {
            ClaimKey key = new ClaimKey(volume, claim);
            String handle = table.text(HANDLE, group);
            handles.put(key, betterHandle(handles.get(key), isStorable(handle) ? handle : null));
        }
    }

    private static String betterHandle(String one, String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return CodePointOrder.INSTANCE.compare(one, other) <= 0 ? one : other;
    }

    /** The nodes that have labels, in order; koku's query joins the labels, and so leaves the others out. */
    public List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        machines.forEach((machine, observed) -> {
            Set<String> texts = labels.get(machine.node());
            if (texts != null) {
                String role = NodeRoles.role(observed.role, observed.runsApiServer, texts);
                nodes.add(new Node(machine, stored(observed.capacity), isStorable(role) ? role : "", architecture(texts)));
            }
        });
        return nodes;
    }

    /** The claims, in order. */
    public List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        handles.forEach((key, handle) -> claims.add(new Claim(key.volume(), key.name(), handle)));
        return claims;
    }

    /** The namespaces of pods, in order. */
    public List<String> projects() {
        return List.copyOf(projects);
    }

    /** The names of nodes that a cloud may know; the empty one is none. */
    public Set<String> nodeNames() {
        return collect(Machine::node);
    }

    /** The ids of machines that a cloud may know; the empty one is none. */
    public Set<String> resourceIds() {
        return collect(Machine::resourceId);
    }

    private Set<String> collect(Function<Machine, String> part) {
        Set<String> found = new TreeSet<>();
        for (Machine machine : machines.keySet()) {
            String text = part.apply(machine);
            if (text != null && !text.isEmpty()) {
                found.add(text);
            }
        }
        return found;
    }

    /** The capacity as the column rounds it, so that it is found again. */
    private static BigDecimal stored(double capacity) {
        return Double.isNaN(capacity) || Math.abs(capacity) >= LARGEST_CAPACITY ? null : BigDecimal.valueOf(capacity).setScale(2, RoundingMode.HALF_UP);
    }

    /** The architecture that a node's labels name, by the largest of the texts, or null. */
    public static String architecture(Collection<String> texts) {
        String largest = null;
        for (String text : texts) {
            largest = CodePointOrder.larger(largest, text);
        }
        String architecture = largest == null ? null : JsonMember.scalar(largest, ARCHITECTURE);
        return architecture == null || !isStorable(architecture) ? null : architecture.toLowerCase(Locale.ROOT);
    }

    /** PostgreSQL takes no text with the character 0. */
    private static boolean isStorable(String text) {
        return text != null && text.indexOf('\0') < 0;
    }

    private static Key required(String column) {
        return new Key(column, Key.Kind.TEXT, true);
    }

    private static Key optional(String column) {
        return new Key(column, Key.Kind.TEXT, false);
    }
}
