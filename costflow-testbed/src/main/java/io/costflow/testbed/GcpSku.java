package io.costflow.testbed;

/**
 * Something that GCP sells.
 *
 * @param service the service's name
 * @param name the SKU's name
 * @param machine the machine's type, or the empty text
 * @param usageUnit what the used amount is counted in
 * @param pricingUnit what the price is of
 * @param usagePerPricingUnit how many units of usage the price is of
 * @param price of a pricing unit in USD
 */
public record GcpSku(String service, String name, String machine, String usageUnit, String pricingUnit, double usagePerPricingUnit, double price) {
    private static final String COMPUTE = "Compute Engine";
    private static final String STORAGE = "Cloud Storage";
    private static final String NONE = "";
    private static final double HOUR = 3600;
    private static final double GIBIBYTE = 1L << 30;
    private static final double GIBIBYTE_MONTH = GIBIBYTE * HOUR * 730;

    static final GcpSku DATA_IN = transfer("Network Inter Region Data Transfer In to Milan", 0.01);
    static final GcpSku DATA_OUT = transfer("Network Internet Data Transfer Out from Milan", 0.085);
    static final GcpSku DISK = bytes(COMPUTE, "Storage PD Capacity in Milan", "gibibyte month", GIBIBYTE_MONTH, 0.0464);
    static final GcpSku DATABASE = hours("Cloud SQL", "Cloud SQL for PostgreSQL: Zonal - 2 vCPU + 8GB RAM in Milan", NONE, 0.153);
    static final GcpSku BUCKET = bytes(STORAGE, "Standard Storage Milan", "gibibyte month", GIBIBYTE_MONTH, 0.023);
    static final GcpSku BUCKET_IN_DEPTH = bytes(STORAGE, "Coldline Storage Milan", "gibibyte month", GIBIBYTE_MONTH, 0.006);
    static final GcpSku BUCKET_WRITES = new GcpSku(STORAGE, "Class A Request Regional Storage", NONE, "requests", "count", 1, 0.000005);
    static final GcpSku BUCKET_READS = new GcpSku(STORAGE, "Class B Request Regional Storage", NONE, "requests", "count", 1, 0.0000004);
    static final GcpSku BUCKET_OUT = bytes(STORAGE, "Download Worldwide Destinations", "gibibyte", GIBIBYTE, 0.12);
    static final GcpSku SUPPORT = hours("Support", "Standard Support", NONE, 0.04);

    /** A machine of so many cores. */
    static GcpSku machine(double cores) {
        return hours(COMPUTE, "N2 Instance running in Milan", Infrastructure.GCP.machineType(cores), cores * 0.0563);
    }

    /** The id that GCP gives the service. */
    String serviceId() {
        return code(service);
    }

    /** The id that GCP gives the SKU. */
    String id() {
        return code(name);
    }

    private static String code(String name) {
        return "%08X".formatted(name.hashCode());
    }

    private static GcpSku hours(String service, String name, String machine, double price) {
        return new GcpSku(service, name, machine, "seconds", "hour", HOUR, price);
    }

    private static GcpSku transfer(String name, double price) {
        return new GcpSku(COMPUTE, name, NONE, "bytes", "gibibyte", GIBIBYTE, price);
    }

    private static GcpSku bytes(String service, String name, String unit, double each, double price) {
        return new GcpSku(service, name, NONE, unit.equals("gibibyte") ? "bytes" : "byte-seconds", unit, each, price);
    }
}
