package io.costflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.settings.LakeSettings;
import org.junit.jupiter.api.Test;

/** On a cluster only the lake's bucket is reached as Costflow's configuration says. */
class ClusterFileSystemsTest {

    @Test
    void theSettingsAreThoseOfTheLakesBucketAlone() {
        LakeSettings lake = new LakeSettings("s3://cost/data/parquet", "http://minio:9000", "access", "secret", true);

        assertThat(ClusterFileSystems.bucketSettings(lake))
                .containsEntry("s3.bucket.cost.endpoint", "http://minio:9000")
                .containsEntry("s3.bucket.cost.access.key", "access")
                .containsEntry("s3.bucket.cost.secret.key", "secret")
                .containsEntry("s3.bucket.cost.path.style.access", "true")
                .containsEntry("s3.bucket.cost.retry.limit", "2")
                .allSatisfy((key, value) -> assertThat(key).startsWith("s3.bucket.cost."));
    }

    @Test
    void whatIsNotSaidIsLeftToTheCluster() {
        LakeSettings keysOnly = new LakeSettings("s3://cost/data", null, "access", "secret", false);

        assertThat(ClusterFileSystems.bucketSettings(keysOnly)).doesNotContainKeys("s3.bucket.cost.endpoint", "s3.bucket.cost.path.style.access").containsKey("s3.bucket.cost.access.key");
        assertThat(ClusterFileSystems.bucketSettings(new LakeSettings("s3://cost/data", null, null, null, false))).isEmpty();
        assertThat(ClusterFileSystems.bucketSettings(new LakeSettings("s3://cost/data", null, null, null, false, null, "eu-central-1")))
                .containsEntry("s3.bucket.cost.endpoint.region", "eu-central-1");
        assertThat(ClusterFileSystems.bucketSettings(new LakeSettings("file:///data", "http://minio:9000", null, null, true))).isEmpty();
    }

    @Test
    void withoutKeysAProcessOfItsOwnLooksForThemWhereKubernetesPutsThemToo() {
        String provider = "s3.aws.credentials.provider";
        LakeSettings inFrankfurt = new LakeSettings("s3://cost/data", null, null, null, false, null, "eu-central-1");
        assertThat(LakeFileSystem.configuration(inFrankfurt).toMap())
                .containsEntry("s3.endpoint.region", "eu-central-1")
                .hasEntrySatisfying(provider, value -> assertThat(value.split(",")).contains(
                        "com.amazonaws.auth.EnvironmentVariableCredentialsProvider", "com.amazonaws.auth.WebIdentityTokenCredentialsProvider"));
        assertThat(LakeFileSystem.configuration(new LakeSettings("s3://cost/data", null, "access", "secret", false)).toMap()).doesNotContainKey(provider);
    }
}
