package io.costflow.reference;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reference data for tests: what is not said is not there. */
public final class SnapshotBuilder {

    private final String tenant;
    private long revision = 1;
    private List<String> openShiftKeys = List.of();
    private List<String> awsKeys = List.of();
    private final List<NamespacePattern> patterns = new ArrayList<>();
    private final List<NodeRole> roles = new ArrayList<>();
    private final List<ReportPeriod> periods = new ArrayList<>();
    private final List<Bill> bills = new ArrayList<>();
    private final List<AccountAlias> aliases = new ArrayList<>();
    private final List<CostModel> models = new ArrayList<>();

    private SnapshotBuilder(String tenant) {
        this.tenant = tenant;
    }

    public static SnapshotBuilder of(String tenant) {
        return new SnapshotBuilder(tenant);
    }

    public SnapshotBuilder revision(long instant) {
        revision = instant;
        return this;
    }

    public SnapshotBuilder openShiftKeys(List<String> enabled) {
        openShiftKeys = enabled;
        return this;
    }

    public SnapshotBuilder awsKeys(String... enabled) {
        awsKeys = List.of(enabled);
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
        aliases.add(new AccountAlias(accountId, id));
        return this;
    }

    public SnapshotBuilder costModel(String source, String markup, String distribution) {
        models.add(new CostModel(source, markup == null ? null : new BigDecimal(markup), distribution));
        return this;
    }

    public ReferenceSnapshot build() {
        return new ReferenceSnapshot(tenant, revision, openShiftKeys, awsKeys, patterns, roles, periods, bills, aliases, models);
    }
}
