package io.costflow.settings;

import java.io.Serializable;
import java.util.List;

/**
 * Where the Parquet files are.
 *
 * @param root the folder that holds {@code <account>/OCP/…} and {@code daily/<account>/OCP/…}: {@code s3://bucket/prefix} or {@code file:///folder}, without a
 *     slash at the end
 * @param endpoint the S3 endpoint, or null for AWS itself
 * @param accessKey the S3 access key, or null to leave the credentials to the environment
 * @param secretKey the S3 secret key, or null
 * @param pathStyleAccess whether the bucket is part of the path, not of the host name
 * @param caFile PEM certificates of authorities that the endpoint's certificate may come from, besides the ones that Java knows, or null
 * @param region the region that requests are signed for, or null
 */
public record LakeSettings(String root, String endpoint, String accessKey, String secretKey, boolean pathStyleAccess, String caFile, String region)
        implements Serializable {

    static final Option<String> ROOT = Option.requiredText("lake.root", Form.LAKE,
            "The folder that holds `<account>/OCP/...` and `daily/<account>/OCP/...`: `s3://bucket/data/parquet` or `file:///folder`.");
    static final Option<String> ENDPOINT = Option.text("lake.s3.endpoint", Form.ENDPOINT,
            "The S3 server, such as `http://minio:9000`. Without it, AWS itself.");
    static final Option<String> REGION = Option.text("lake.s3.region", Form.TEXT,
            "The region that requests are signed for, such as `eu-central-1`. Without it, what the endpoint's name says, else `us-east-1`; most servers other than AWS"
                    + " do not care.");
    static final Option<String> ACCESS_KEY = Option.text("lake.s3.access-key", Form.SECRET,
            "The access key. Without it, AWS's usual places are looked at (environment, web identity, role of the machine).");
    static final Option<String> SECRET_KEY = Option.text("lake.s3.secret-key", Form.SECRET, "The secret key that belongs to the access key.");
    static final Option<Boolean> PATH_STYLE_ACCESS = Option.flag("lake.s3.path-style-access", false,
            "Whether the bucket is part of the path instead of the host name. Most servers other than AWS need `true`.");
    static final Option<String> CA_FILE = Option.text("lake.s3.ca-file", Form.READABLE_FILE,
            "Certificates (PEM) of the authorities that signed the certificate of an `https` endpoint, besides those that Java knows. On a Flink cluster the"
                    + " file must be there in every process.");

    /** In the order of the reference page. */
    static final List<Option<?>> OPTIONS = List.of(ROOT, ENDPOINT, REGION, ACCESS_KEY, SECRET_KEY, PATH_STYLE_ACCESS, CA_FILE);

    /** A lake whose server, if it is one of https, has a certificate of an authority that Java knows. */
    public LakeSettings(String root, String endpoint, String accessKey, String secretKey, boolean pathStyleAccess) {
        this(root, endpoint, accessKey, secretKey, pathStyleAccess, null);
    }

    /** A lake whose server does not care about regions. */
    public LakeSettings(String root, String endpoint, String accessKey, String secretKey, boolean pathStyleAccess, String caFile) {
        this(root, endpoint, accessKey, secretKey, pathStyleAccess, caFile, null);
    }

    static LakeSettings from(CheckedValues values) {
        return new LakeSettings(
                Form.withoutSlashes(values.get(ROOT)), values.get(ENDPOINT), values.get(ACCESS_KEY), values.get(SECRET_KEY), values.get(PATH_STYLE_ACCESS),
                values.get(CA_FILE), values.get(REGION));
    }

    @Override
    public String toString() {
        return "LakeSettings[root=" + root + ", endpoint=" + endpoint + ", region=" + region + ", pathStyleAccess=" + pathStyleAccess + ", caFile=" + caFile + "]";
    }
}
