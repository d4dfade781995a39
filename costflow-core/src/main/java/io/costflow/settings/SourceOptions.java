package io.costflow.settings;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.util.List;

/** The keys of one element of {@code sources}. */
final class SourceOptions {

    static final Option<String> TENANT = Option.required(
            key("tenant").stringType().noDefaultValue().withDescription("The tenant's schema. The account in the lake's paths is the same without a"
                    + " leading `acct`."), Form.SCHEMA);
    static final Option<String> TYPE = Option.required(
            key("type").stringType().noDefaultValue().withDescription("The kind of source: `OCP`, `AWS`, `Azure` or `GCP`, without `-local`."), Form.TEXT);
    static final Option<String> UUID = Option.required(
            key("uuid").stringType().noDefaultValue().withDescription("The provider's UUID, `source=...` in the lake's paths."), Form.PROVIDER);
    static final Option<String> CLUSTER_ID = Option.optional(
            key("cluster-id").stringType().noDefaultValue().withDescription("OCP, required there: the cluster's id."), Form.TEXT);
    static final Option<String> CLUSTER_ALIAS = Option.optional(
            key("cluster-alias").stringType().noDefaultValue().withDescription("OCP: the cluster's name. Without it, the cluster's id."), Form.TEXT);
    static final Option<String> INFRASTRUCTURE = Option.optional(
            key("infrastructure").stringType().noDefaultValue().withDescription("OCP: the UUID of the cloud source that the cluster runs on; it is another"
                    + " element of `sources`."),
            Form.PROVIDER);
    static final Option<String> DISTRIBUTION = Option.optional(
            key("distribution").stringType().noDefaultValue().withDescription("OCP: what the cost of a node is split by."), Form.DISTRIBUTION);
    static final Option<String> OUTPUTS = Option.optional(
            key("outputs").stringType().noDefaultValue().withDescription("What is published of this source, instead of what `outputs` says for all sources."),
            Form.OUTPUTS);
    static final Option<String> MARKUP = Option.optional(
            key("markup").stringType().noDefaultValue().withDescription("AWS, Azure, GCP: what is added to every cost, as a fraction of it."), Form.FRACTION);
    static final Option<String> UNATTRIBUTED_STORAGE = Option.optional(
            key(SourceType.UNATTRIBUTED_STORAGE).stringType().noDefaultValue().withDescription("GCP: whether disks are charged to volumes by their sizes, and"
                    + " what no volume takes of them as `Storage unattributed`, as koku's feature flag of that name says. Without it, `true`."),
            Form.SWITCH);

    /** In the order of the reference page. */
    static final List<Option<?>> ALL = List.of(TENANT, TYPE, UUID, CLUSTER_ID, CLUSTER_ALIAS, INFRASTRUCTURE, DISTRIBUTION, MARKUP, UNATTRIBUTED_STORAGE, OUTPUTS);

    private SourceOptions() {}
}
