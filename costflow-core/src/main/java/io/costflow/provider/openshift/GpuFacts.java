package io.costflow.provider.openshift;

import io.costflow.lineitem.GroupTable;
import io.costflow.provider.openshift.OpenShiftLineItems.GpuNodes;
import io.costflow.provider.openshift.OpenShiftLineItems.Gpus;
import io.costflow.reference.Digest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The facts about a day's GPUs and the nodes that have some. */
final class GpuFacts {

    private static final String COUNT = "nvidia_com_gpu_count";
    private static final String PRODUCT = "nvidia_com_gpu_product";
    private static final String STRATEGY = "nvidia_com_mig_strategy";

    private GpuFacts() {}

    /** What pods used; each line item costs, so those of several files are not added up. */
    static List<Facts.GpuUse> uses(LocalDate day, List<GroupTable> tables) {
        Map<List<String>, Integer> parts = new HashMap<>();
        List<Facts.GpuUse> uses = new ArrayList<>();
        for (GroupTable table : tables) {
            for (int group = 0; group < table.size(); group++) {
                String node = table.text(Gpus.NODE, group);
                String namespace = table.text(Gpus.NAMESPACE, group);
                String pod = table.text(Gpus.POD, group);
                String uuid = table.text(Gpus.UUID, group);
                String migInstance = table.text(Gpus.MIG_INSTANCE, group);
                uses.add(new Facts.GpuUse(
                        day, node, namespace, pod, uuid, migInstance,
                        parts.merge(Arrays.asList(node, namespace, pod, uuid, migInstance), 1, Integer::sum) - 1,
                        table.text(Gpus.VENDOR, group), table.text(Gpus.MODEL, group), number(table, Gpus.MEMORY_MIB, group),
                        table.text(Gpus.MIG_PROFILE, group), table.maxText(Gpus.MIG_STRATEGY, group), number(table, Gpus.MIG_SLICES, group),
                        number(table, Gpus.MAX_SLICES, group), number(table, Gpus.MIG_MEMORY_MIB, group), number(table, Gpus.UPTIME_SECONDS, group)));
            }
        }
        return uses;
    }

    /** The hours of nodes with GPUs, by the text of their labels: koku tells texts apart, not sets. */
    static Collection<Facts.GpuNode> nodes(LocalDate day, List<GroupTable> tables) {
        LabelTexts texts = new LabelTexts(key -> key.equals(COUNT) || key.equals(PRODUCT) || key.equals(STRATEGY));
        Map<List<String>, Long> hours = new LinkedHashMap<>();
        for (GroupTable table : tables) {
            for (int group = 0; group < table.size(); group++) {
                hours.merge(Arrays.asList(table.text(GpuNodes.NODE, group), table.text(GpuNodes.LABELS, group)), (long) table.number(GpuNodes.HOURS, group), Long::sum);
            }
        }
        List<Facts.GpuNode> nodes = new ArrayList<>();
        hours.forEach((key, count) -> {
            LabelSet labels = texts.labels(key.get(1));
            nodes.add(new Facts.GpuNode(day, key.get(0), labels.get(COUNT), labels.get(PRODUCT), labels.get(STRATEGY), hash(key.get(1)), count));
        });
        return nodes;
    }

    private static String hash(String labels) {
        Digest digest = new Digest();
        digest.add(labels);
        return digest.text();
    }

    private static Double number(GroupTable table, int measure, int group) {
        return table.isNull(measure, group) ? null : (Double) table.number(measure, group);
    }
}
