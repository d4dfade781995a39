package io.costflow.settings;

import java.io.Serializable;

/**
 * Where the Parquet files are.
 *
 * @param root the folder that holds {@code <account>/OCP/…} and {@code daily/<account>/OCP/…}: {@code s3://bucket/prefix} or {@code file:///folder}, without a
 *     slash at the end
 * @param endpoint the S3 endpoint, or null for AWS itself
 * @param accessKey the S3 access key, or null to leave the credentials to the environment
 * @param secretKey the S3 secret key, or null
 * @param pathStyleAccess whether the bucket is part of the path, not of the host name
 * @param caFile PEM certificates of authorities that the endpoint's certificate may come from, besides those that Java knows, or null
 */
public record LakeSettings(String root, String endpoint, String accessKey, String secretKey, boolean pathStyleAccess, String caFile) implements Serializable {

    /** A lake whose server, if it is one of https, has a certificate of an authority that Java knows. */
    public LakeSettings(String root, String endpoint, String accessKey, String secretKey, boolean pathStyleAccess) {
        this(root, endpoint, accessKey, secretKey, pathStyleAccess, null);
    }

    @Override
    public String toString() {
        return "LakeSettings[root=" + root + ", endpoint=" + endpoint + ", pathStyleAccess=" + pathStyleAccess + ", caFile=" + caFile + "]";
    }
}
