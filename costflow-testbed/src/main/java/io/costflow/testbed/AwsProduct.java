package io.costflow.testbed;

/**
 * Something that AWS sells.
 *
 * @param billingEntity who sells it: AWS, or a partner on its marketplace
 * @param code the product's code
 * @param name the product's name
 * @param family the product's family, or the empty text
 * @param instanceType the instance type, or the empty text
 * @param usageType the usage type
 * @param operation the operation
 * @param unit what its amount is counted in
 * @param rate the price of a unit in USD
 */
public record AwsProduct(
        String billingEntity,
        String code,
        String name,
        String family,
        String instanceType,
        String usageType,
        String operation,
        Unit unit,
        double rate) {
    private static final String EC2 = "AmazonEC2";
    private static final String EC2_NAME = "Amazon Elastic Compute Cloud";

    static final AwsProduct DATA_IN = transfer("EUC1-DataTransfer-In-Bytes", "RunInstances", 0);
    static final AwsProduct DATA_OUT = transfer("EUC1-DataTransfer-Out-Bytes", "RunInstances", 0.09);
    static final AwsProduct REGIONAL_IN = transfer("EUC1-DataTransfer-Regional-Bytes", "InterZone-In", 0.01);
    static final AwsProduct REGIONAL_OUT = transfer("EUC1-DataTransfer-Regional-Bytes", "InterZone-Out", 0.01);
    static final AwsProduct DISK = aws(EC2, EC2_NAME, "Storage", "EUC1-EBS:VolumeUsage.gp3", "CreateVolume-Gp3", Unit.GIBIBYTE_MONTHS, 0.0952);
    static final AwsProduct SHARED_DISK = aws(EC2, EC2_NAME, "Storage", "EUC1-EBS:VolumeUsage.io2", "CreateVolume-Io2", Unit.GIBIBYTE_MONTHS, 0.149);
    static final AwsProduct BUCKET = aws(
            "AmazonS3", "Amazon Simple Storage Service", "Storage", "EUC1-TimedStorage-ByteHrs", "StandardStorage", Unit.GIBIBYTE_MONTHS, 0.0245);
    static final AwsProduct BUCKET_IN_DEPTH = aws(
            "AmazonS3", "Amazon Simple Storage Service", "Storage", "EUC1-TimedStorage-GlacierByteHrs", "GlacierStorage", Unit.GIBIBYTE_MONTHS, 0.0045);
    static final AwsProduct BUCKET_WRITES =
            aws("AmazonS3", "Amazon Simple Storage Service", "API Request", "EUC1-Requests-Tier1", "PutObject", Unit.REQUESTS, 0.0000054);
    static final AwsProduct BUCKET_READS =
            aws("AmazonS3", "Amazon Simple Storage Service", "API Request", "EUC1-Requests-Tier2", "GetObject", Unit.REQUESTS, 0.00000043);
    static final AwsProduct BUCKET_OUT =
            aws("AmazonS3", "Amazon Simple Storage Service", "Data Transfer", "EUC1-DataTransfer-Out-Bytes", "GetObject", Unit.GIBIBYTES, 0.09);
    static final AwsProduct ENDPOINT =
            aws("AmazonVPC", "Amazon Virtual Private Cloud", "VpcEndpoint", "EUC1-VpcEndpoint-Hours", "VpcEndpoint", Unit.HOURS, 0.012);
    static final AwsProduct SUPPORT = aws("AWSSupportBusiness", "AWS Support (Business)", "", "EUC1-Dollar", "", Unit.HOURS, 0.14);
    static final AwsProduct DATABASE = new AwsProduct(
            "AWS",
            "AmazonRDS",
            "Amazon Relational Database Service",
            "Database Instance",
            "db.r6g.large",
            "EUC1-InstanceUsage:db.r6g.large",
            "CreateDBInstance:0014",
            Unit.HOURS,
            0.27);
    static final AwsProduct SCANNER =
            new AwsProduct("AWS Marketplace", "8sd0mc3vzjq", "Image scanner", "", "", "EUC1-SoftwareUsage", "Hourly", Unit.HOURS, 0.2);

    /** What amounts are counted in. */
    public enum Unit {
        HOURS("Hrs"),
        GIBIBYTES("GB"),
        GIBIBYTE_MONTHS("GB-Mo"),
        REQUESTS("Requests");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** A machine of so many cores. */
    static AwsProduct machine(double cores) {
        String type = cores > 8 ? "m6i.16xlarge" : "m6i.2xlarge";
        return new AwsProduct("AWS", EC2, EC2_NAME, "Compute Instance", type, "EUC1-BoxUsage:" + type, "RunInstances", Unit.HOURS, cores * 0.0575);
    }

    private static AwsProduct transfer(String usageType, String operation, double rate) {
        return aws(EC2, EC2_NAME, "Data Transfer", usageType, operation, Unit.GIBIBYTES, rate);
    }

    private static AwsProduct aws(String code, String name, String family, String usageType, String operation, Unit unit, double rate) {
        return new AwsProduct("AWS", code, name, family, "", usageType, operation, unit, rate);
    }
}
