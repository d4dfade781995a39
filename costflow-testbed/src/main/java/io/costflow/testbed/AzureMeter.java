package io.costflow.testbed;

/**
 * Something that Azure sells.
 *
 * @param service the service's name
 * @param consumedService the part of Azure's interface that it is consumed through
 * @param resourceType what is charged for, as ids of resources name it
 * @param category the meter's category
 * @param name the meter's name
 * @param unit what its amount is counted in, as Azure writes it: with a number before it
 * @param price of one unit without the number before it, in USD
 */
public record AzureMeter(String service, String consumedService, String resourceType, String category, String name, String unit, double price) {
    private static final String COMPUTE = "Microsoft.Compute";
    private static final String DISKS = COMPUTE + "/disks";
    private static final String MACHINES = COMPUTE + "/virtualMachines";
    private static final String STORAGE_ACCOUNTS = "Microsoft.Storage/storageAccounts";
    private static final String TRANSFER = "1 GB";

    static final AzureMeter DATA_IN = new AzureMeter("Virtual Network", COMPUTE, MACHINES, "Bandwidth", "Inter-Region Ingress", TRANSFER, 0.01);
    static final AzureMeter DATA_OUT = new AzureMeter("Virtual Network", COMPUTE, MACHINES, "Bandwidth", "Inter-Region Egress", TRANSFER, 0.02);
    static final AzureMeter OS_DISK = new AzureMeter("Storage", COMPUTE, DISKS, "Storage", "E10 LRS Disk", "1 /Month", 9.6);
    static final AzureMeter DATABASE = new AzureMeter(
            "Azure Database for PostgreSQL", "Microsoft.DBforPostgreSQL", "Microsoft.DBforPostgreSQL/flexibleServers", "Azure Database for PostgreSQL", "vCore",
            "1 Hour", 0.099);
    static final AzureMeter BLOBS = new AzureMeter("Storage", "Microsoft.Storage", STORAGE_ACCOUNTS, "Storage", "Hot LRS Data Stored", "1 GB/Month", 0.0196);
    static final AzureMeter BLOB_WRITES = new AzureMeter("Storage", "Microsoft.Storage", STORAGE_ACCOUNTS, "Storage", "Hot LRS Write Operations", "10K", 0.054);
    static final AzureMeter BLOB_READS = new AzureMeter("Storage", "Microsoft.Storage", STORAGE_ACCOUNTS, "Storage", "Hot Read Operations", "10K", 0.0043);
    static final AzureMeter BLOBS_IN_DEPTH =
            new AzureMeter("Storage", "Microsoft.Storage", STORAGE_ACCOUNTS, "Storage", "Cool LRS Data Stored", "1 GB/Month", 0.01);
    static final AzureMeter BLOBS_OUT =
            new AzureMeter("Bandwidth", "Microsoft.Storage", STORAGE_ACCOUNTS, "Bandwidth", "Standard Data Transfer Out", TRANSFER, 0.08);
    static final AzureMeter SUPPORT = new AzureMeter("Azure Support", "Microsoft.Support", "", "Support", "Standard Support", "1 Day", 3.3);

    /** A machine of so many cores. */
    static AzureMeter machine(double cores) {
        String type = Infrastructure.AZURE.machineType(cores);
        return new AzureMeter("Virtual Machines", COMPUTE, MACHINES, "Virtual Machines", type.substring("Standard_".length()), "1 Hours", cores * 0.048);
    }

    /** The smallest disk that has room for so many GiB. Azure sells a few sizes only. */
    static AzureMeter disk(double gibibytes) {
        AzureDisk size = AzureDisk.of(gibibytes);
        return new AzureMeter("Storage", COMPUTE, DISKS, "Storage", size.name() + " LRS Disk", "1 /Month", size.gibibytes() * 0.154);
    }
}
