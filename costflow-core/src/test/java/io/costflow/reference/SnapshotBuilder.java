package io.costflow.reference;

import io.costflow.provider.Provider;
import io.costflow.provider.Providers;
import io.costflow.provider.aws.Aws;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.reference.ReferenceSnapshot.Bill;
import io.costflow.reference.ReferenceSnapshot.CostModel;
import io.costflow.reference.ReferenceSnapshot.EnabledKeys;
import io.costflow.reference.ReferenceSnapshot.MappedKey;
import io.costflow.reference.ReferenceSnapshot.NamespacePattern;
import io.costflow.reference.ReferenceSnapshot.NodeRole;
import io.costflow.reference.ReferenceSnapshot.ReportPeriod;
import io.costflow.reference.ReferenceSnapshot.Row;
import io.costflow.reference.ReferenceSnapshot.TableRows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reference data for tests: what is not said is not there. */
public final class SnapshotBuilder {

    private final String tenant;
    private long revision = 1;
    /** In the order of providers, as the tables are read. */
    private final Map<String, List<String>> enabledKeys = new LinkedHashMap<>();
    private final List<NamespacePattern> patterns = new ArrayList<>();
    private final List<NodeRole> roles = new ArrayList<>();
    private final List<ReportPeriod> periods = new ArrayList<>();
    private final List<Bill> bills = new ArrayList<>();
    private final List<CostModel> models = new ArrayList<>();
    private final List<MappedKey> mapped = new ArrayList<>();
    private final Map<String, List<Row>> tables = new LinkedHashMap<>();

    private SnapshotBuilder(String tenant) {
        this.tenant = tenant;
        for (Provider provider : Providers.all()) {
            enabledKeys.put(provider.name(), List.of());
            provider.reference().others().forEach(table -> tables.put(table.name(), new ArrayList<>()));
        }
    }

    public static SnapshotBuilder of(String tenant) {
        return new SnapshotBuilder(tenant);
    }

    public SnapshotBuilder revision(long instant) {
        revision = instant;
        return this;
    }

    public SnapshotBuilder openShiftKeys(List<String> enabled) {
        return keys(OpenShift.TYPE, enabled);
    }

    public SnapshotBuilder awsKeys(String... enabled) {
        return keys(Aws.TYPE, List.of(enabled));
    }

    /** The tag keys that are enabled for a kind of source. */
    public SnapshotBuilder keys(String type, List<String> enabled) {
        enabledKeys.put(type, enabled);
        return this;
    }

    public SnapshotBuilder category(int id, String pattern) {
        patterns.add(new NamespacePattern(pattern, id));
        return this;
    }

    public SnapshotBuilder role(String node, String resourceId, String role) {
        roles.add(new NodeRole(node, resourceId, role));
        return this;
    }

    /** @param month any day of the month */
    public SnapshotBuilder reportPeriod(String source, LocalDate month, int id) {
        periods.add(new ReportPeriod(source, month.withDayOfMonth(1).toEpochDay(), id));
        return this;
    }

    /** @param month any day of the month */
    public SnapshotBuilder bill(String source, LocalDate month, int id) {
        bills.add(new Bill(source, month.withDayOfMonth(1).toEpochDay(), id));
        return this;
    }

    public SnapshotBuilder alias(String accountId, int id) {
        return row("reporting_awsaccountalias", accountId, String.valueOf(id));
    }

    public SnapshotBuilder mapped(String type, String child, String parent) {
        mapped.add(new MappedKey(type, child, parent));
        return this;
    }

    /** A row of a table that only one kind of source needs. */
    public SnapshotBuilder row(String table, String... values) {
        tables.get(table).add(new Row(Arrays.asList(values)));
        return this;
    }

    public SnapshotBuilder costModel(String source, String markup, String distribution) {
        models.add(new CostModel(source, markup == null ? null : new BigDecimal(markup), distribution));
        return this;
    }

    public ReferenceSnapshot build() {
        return new ReferenceSnapshot(
                tenant,
                revision,
                enabledKeys.entrySet().stream().map(enabled -> new EnabledKeys(enabled.getKey(), enabled.getValue())).toList(),
                List.copyOf(patterns),
                List.copyOf(roles),
                List.copyOf(periods),
                List.copyOf(bills),
                List.copyOf(models),
                tables.entrySet().stream().map(table -> new TableRows(table.getKey(), List.copyOf(table.getValue()))).toList(),
                List.copyOf(mapped));
    }
}
