package io.costflow.testbed;

import java.util.Locale;

/** What a cloud calls the machines and disks of a cluster. A cluster that runs elsewhere looks like one on AWS. */
public enum Infrastructure {
    /** Machines have ids of their own; the driver's handle of a volume is the disk's id. */
    AWS("AWS", "eu-central-1", "m6i.2xlarge", "m6i.16xlarge", "gp3-csi", "ebs.csi.aws.com") {
        @Override
        String nodeName(String alias, int index) {
            return "ip-10-0-%d-%d.%s.internal".formatted(index / 200, 10 + index % 200, alias);
        }

        @Override
        String nodeId(String name, String zone, String hex) {
            return "i-0" + hex;
        }

        @Override
        String zone(int index) {
            return region() + "abc".charAt(index % 3);
        }

        @Override
        String diskHandle(String volume, String hex) {
            return "vol-0" + hex;
        }
    },
    /** A machine is called like its node and a disk like its volume; ids are paths that end with the name. */
    AZURE("Azure", "swedencentral", "Standard_D8s_v5", "Standard_D64s_v5", "managed-csi", "disk.csi.azure.com") {
        @Override
        String nodeName(String alias, int index) {
            return "%s-node-%05d".formatted(alias, index);
        }

        @Override
        String nodeId(String name, String zone, String hex) {
            return AzureSubscription.resource("Microsoft.Compute/virtualMachines", name);
        }

        @Override
        String zone(int index) {
            return String.valueOf(1 + index % 3);
        }

        @Override
        String diskHandle(String volume, String hex) {
            return AzureSubscription.resource("Microsoft.Compute/disks", volume);
        }
    },
    /** A machine is called like its node. A disk's global name ends with the driver's handle, which is not the volume's name. */
    GCP("GCP", "europe-west8", "n2-standard-8", "n2-standard-64", "standard-csi", "pd.csi.storage.gke.io") {
        @Override
        String nodeName(String alias, int index) {
            return "%s-node-%05d".formatted(alias, index);
        }

        @Override
        String nodeId(String name, String zone, String hex) {
            return name;
        }

        @Override
        String zone(int index) {
            return region() + "-" + "abc".charAt(index % 3);
        }

        @Override
        String diskHandle(String volume, String hex) {
            return "pd-" + hex;
        }
    };

    private final String type;
    private final String region;
    private final String machine;
    private final String largeMachine;
    private final String storageClass;
    private final String driver;

    Infrastructure(String type, String region, String machine, String largeMachine, String storageClass, String driver) {
        this.type = type;
        this.region = region;
        this.machine = machine;
        this.largeMachine = largeMachine;
        this.storageClass = storageClass;
        this.driver = driver;
    }

    /** The name of a node. No name is part of another one's. */
    abstract String nodeName(String alias, int index);

    /** What the cloud calls the machine of a node. */
    abstract String nodeId(String name, String zone, String hex);

    abstract String zone(int index);

    /** What the driver calls the disk of a volume. */
    abstract String diskHandle(String volume, String hex);

    /** The provider's type in koku. */
    public String type() {
        return type;
    }

    /** The provider's type in the names of koku's tables. */
    String inTables() {
        return type.toLowerCase(Locale.ROOT);
    }

    String region() {
        return region;
    }

    String machineType(double cores) {
        return cores > 8 ? largeMachine : machine;
    }

    String storageClass() {
        return storageClass;
    }

    String driver() {
        return driver;
    }
}
