package io.costflow.testbed;

import java.util.List;

/**
 * Something that runs in pods.
 *
 * @param namespace where it runs; also the name of its copies, which get a number
 * @param name what it is called
 * @param place on which nodes it runs
 * @param naming how its pods are named
 * @param load how busy it is
 * @param cores what a pod asks for
 * @param gibibytes the memory that a pod asks for
 * @param volumeGibibytes the volume that a pod mounts, or 0
 */
record Workload(String namespace, String name, Place place, Naming naming, Load load, double cores, double gibibytes, int volumeGibibytes) {

    /** On which nodes a workload runs. */
    enum Place {
        EVERY_NODE,
        MASTER,
        INFRA,
        WORKER
    }

    /** How pods are named, and whether each has a volume of its own. */
    enum Naming {
        /** With a hash; a volume is shared by all pods of the namespace. */
        DEPLOYMENT,
        /** Numbered; every pod has its own volume. */
        STATEFUL_SET
    }

    /** What a company might run: OpenShift's own parts, a shop, payments, analytics, an ERP system and machine learning. */
    static final List<Workload> CATALOGUE = List.of(
            platform("openshift-dns", "dns-default", Place.EVERY_NODE, 0.06, 0.11, 0),
            platform("openshift-monitoring", "node-exporter", Place.EVERY_NODE, 0.01, 0.06, 0),
            platform("kube-system", "node-agent", Place.EVERY_NODE, 0.05, 0.1, 0),
            platform("openshift-kube-apiserver", "kube-apiserver", Place.MASTER, 0.9, 3, 0),
            platform("openshift-etcd", "etcd", Place.MASTER, 0.4, 1.5, 0),
            platform("openshift-ingress", "router-default", Place.INFRA, 0.2, 0.5, 0),
            platform("openshift-monitoring", "prometheus-k8s", Place.INFRA, 0.5, 2, 40),
            platform("openshift-image-registry", "image-registry", Place.INFRA, 0.1, 0.3, 200),
            business("shop", "storefront", Naming.DEPLOYMENT, Load.SHOPPING, 0.5, 1, 0),
            business("shop", "orders-db", Naming.STATEFUL_SET, Load.SHOPPING, 1, 4, 100),
            business("payments", "gateway", Naming.DEPLOYMENT, Load.SHOPPING, 0.4, 0.75, 0),
            business("payments", "ledger-db", Naming.STATEFUL_SET, Load.SHOPPING, 0.75, 3, 60),
            business("analytics", "clickhouse", Naming.STATEFUL_SET, Load.STEADY, 1.5, 6, 500),
            business("analytics", "nightly-report", Naming.DEPLOYMENT, Load.NIGHTLY, 1, 2, 0),
            business("erp-prod", "erp-app", Naming.DEPLOYMENT, Load.OFFICE, 0.8, 3, 0),
            business("erp-prod", "erp-db", Naming.STATEFUL_SET, Load.OFFICE, 1, 4, 250),
            business("erp-test", "erp-app", Naming.DEPLOYMENT, Load.OFFICE, 0.2, 1, 0),
            business("ml-research", "notebook", Naming.DEPLOYMENT, Load.OFFICE, 0.5, 2, 0),
            business("ml-research", "trainer", Naming.DEPLOYMENT, Load.NIGHTLY, 1, 4, 800));

    static List<Workload> on(Place place) {
        return CATALOGUE.stream().filter(workload -> workload.place == place).toList();
    }

    /** Whether it is part of OpenShift, which has no limits. */
    boolean isPlatform() {
        return place != Place.WORKER;
    }

    /** Whether each of its pods has a volume of its own. */
    boolean hasVolumes() {
        return naming == Naming.STATEFUL_SET;
    }

    /** The team that owns it. */
    String team() {
        return isPlatform() ? "platform" : namespace.replaceAll("-.*", "");
    }

    String environment() {
        return namespace.endsWith("-test") ? "test" : "production";
    }

    private static Workload platform(String namespace, String name, Place place, double cores, double gibibytes, int volume) {
        return new Workload(namespace, name, place, volume > 0 ? Naming.STATEFUL_SET : Naming.DEPLOYMENT, Load.STEADY, cores, gibibytes, volume);
    }

    private static Workload business(String namespace, String name, Naming naming, Load load, double cores, double gibibytes, int volume) {
        return new Workload(namespace, name, Place.WORKER, naming, load, cores, gibibytes, volume);
    }
}
