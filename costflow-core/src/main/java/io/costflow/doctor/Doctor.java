package io.costflow.doctor;

import io.costflow.database.LockHolder;
import io.costflow.database.Poolers;
import io.costflow.day.LakeFile;
import io.costflow.inventory.EmptySources;
import io.costflow.inventory.SourceFiles;
import io.costflow.provider.Providers;
import io.costflow.provider.WantedOutputs;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SourceDirectory;
import io.costflow.settings.DayRange;
import io.costflow.settings.Pooler;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks at everything that a run needs, in the order in which it is needed, and tells of each thing how it is. What depends on something that is wrong is
 * skipped; the rest goes on. Nothing is changed.
 */
public final class Doctor {

    private static final int SECONDS = 60;
    private static final int SECONDS_PER_QUESTION = 20;

    private final Settings settings;
    private final FlinkInstallation flink;
    private final boolean allowEmpty;
    private final Consumer<Finding> listener;
    private boolean lakeIsListed;
    private List<SourceSettings> sources = List.of();
    private Map<String, ReferenceSnapshot> references = Map.of();
    private int problems;

    private Doctor(Settings settings, FlinkInstallation flink, boolean allowEmpty, Consumer<Finding> listener) {
        this.settings = settings;
        this.flink = flink;
        this.allowEmpty = allowEmpty;
        this.listener = listener;
    }

    /**
     * Examines an installation.
     *
     * @param environment all environment variables; where they name a Flink cluster, the state is looked for where that keeps it
     * @param allowEmpty whether a source without any file is no problem
     * @param listener receives each finding as it is made
     * @return how many problems there are
     */
    public static int examine(Settings settings, Map<String, String> environment, boolean allowEmpty, Consumer<Finding> listener) {
        Doctor doctor = new Doctor(settings, FlinkInstallation.of(environment), allowEmpty, listener);
        doctor.examine();
        return doctor.problems;
    }

    private void examine() {
        lakeIsListed = tell("lake.root (" + settings.lake().root() + ")", () -> List.of(lake()));
        if (lakeIsListed) {
            tell("The contents of lake.root", () -> new ContentsCheck(settings.lake(), new LakeFolders()).check());
        } else {
            tell(Finding.skipped("koku's layout, reading a file: the lake cannot be listed."));
        }
        tell("database.url (" + settings.database().url() + ")", this::database);
        months();
        if (settings.lake().root().startsWith("s3:")) {
            String endpoint = ObjectStoreClock.endpoint(settings.lake(), flink.endpoint().orElse(null));
            tell("The S3 server " + endpoint, () -> List.of(ObjectStoreClock.check(endpoint), EncryptionCheck.lake(endpoint)));
        }
        EndpointCheck.check(settings.serve()).ifPresent(this::tell);
        if (settings.run().isContinuous()) {
            tell("The folder of the state", () -> List.of(state()));
        }
    }

    private Finding lake() {
        try {
            flink.reach(settings.lake());
            return LakeCheck.list(settings.lake());
        } catch (RuntimeException e) {
            return Finding.problem(LakeFailure.sentence(settings.lake(), e), e);
        }
    }

    private List<Finding> database() {
        List<Finding> findings = new ArrayList<>();
        try (Connection connection = DatabaseCheck.connect(settings, SECONDS_PER_QUESTION)) {
            findings.add(Finding.ok("database.url (" + settings.database().url() + ") lets '" + settings.database().user() + "' in."));
            List<Finding> tables = DatabaseCheck.tables(settings, connection);
            findings.addAll(tables);
            if (tables.stream().anyMatch(Finding::isProblem)) {
                findings.add(Finding.skipped("Sources, reference data, report periods and bills: the tables are not as they should be."));
            } else {
                findings.addAll(sources(connection));
            }
            for (LockHolder holder : LockHolder.find(connection)) {
                findings.add(Finding.problem("A publication (process " + holder.waiting() + ") waits for " + holder.sentence()));
            }
            findings.add(pooler(connection));
            findings.add(clock(connection));
            findings.add(EncryptionCheck.database(settings.database(), connection));
        } catch (SQLException e) {
            findings.add(Finding.problem(DatabaseFailure.sentence(settings.database(), e), e));
            findings.add(Finding.skipped("What comes after that in PostgreSQL: tables, sources, reference data, report periods and bills, clock, encryption."));
        }
        return findings;
    }

    private List<Finding> sources(Connection connection) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        sources = Providers.directory().sources(settings, connection);
        ProviderCheck providers = new ProviderCheck(connection, sources);
        for (String tenant : settings.discoversSources() ? SourceDirectory.tenants(connection, settings.tenants()).readable() : tenants()) {
            findings.addAll(providers.check(tenant, settings.discoversSources()));
        }
        if (sources.isEmpty()) {
            findings.add(Finding.problem("koku's tables name no source of a kind that is summarised and that is active and not paused; add one in koku, or list the sources in"
                    + " the configuration."));
            return findings;
        }
        references = Providers.references(settings).snapshots(connection, sources).stream()
                .collect(Collectors.toMap(ReferenceSnapshot::tenant, Function.identity()));
        SourceCheck check = new SourceCheck(sources, settings.run().inventory().isOurs());
        for (SourceSettings source : sources) {
            findings.addAll(check.check(source, references.get(source.tenant())));
        }
        RowsCheck rows = new RowsCheck(connection, settings.window().on(LocalDate.now(ZoneOffset.UTC)));
        TrinoCheck trino = new TrinoCheck(connection, settings.serve(), LocalDate.now(ZoneOffset.UTC));
        for (String tenant : tenants()) {
            findings.addAll(rows.check(tenant));
            findings.addAll(trino.check(tenant, sources.stream().filter(source -> source.tenant().equals(tenant)).toList()));
        }
        return findings;
    }

    private List<String> tenants() {
        return sources.stream().map(SourceSettings::tenant).distinct().sorted().toList();
    }

    /** Takes as long as it takes: there may be many sources, each with its folders to list. */
    private void months() {
        DayRange window = settings.window().on(LocalDate.now(ZoneOffset.UTC));
        WantedOutputs outputs = new WantedOutputs(settings.run(), sources);
        List<SourceSettings> read = sources.stream().filter(outputs::read).toList();
        List<SourceSettings> empty = new ArrayList<>();
        for (SourceSettings source : sources) {
            boolean isEmpty = lakeIsListed;
            for (YearMonth month : Providers.of(source).folders().around(window.months())) {
                List<LakeFile> files = files(source, month);
                isEmpty &= files != null && files.stream().noneMatch(file -> EmptySources.isInWindow(source, file, window));
                tell(MonthCheck.check(source, month, references.get(source.tenant()), files, settings.run().inventory().createsReportPeriods()));
            }
            if (isEmpty && read.contains(source)) {
                empty.add(source);
            }
        }
        boolean fails = !allowEmpty && EmptySources.fail(settings, empty.size() == read.size());
        empty.forEach(source -> tell(fails ? Finding.problem(EmptySources.sentence(source, window)) : Finding.note(EmptySources.sentence(source, window))));
    }

    private List<LakeFile> files(SourceSettings source, YearMonth month) {
        try {
            return lakeIsListed ? SourceFiles.of(settings, source, month) : null;
        } catch (IOException e) {
            tell(Finding.problem(SourceCheck.name(source) + ", " + month + ": the files cannot be listed: " + FailureWords.of(e) + ".", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    /** A pooler is supported: what a run sets, it sets for a transaction. */
    private Finding pooler(Connection connection) throws SQLException {
        boolean found = Poolers.isBetween(connection);
        if (found && settings.database().pooler() == Pooler.NONE) {
            return Finding.problem("A pooler stands between this machine and PostgreSQL, but database.pooler is none; set it to auto or transaction.");
        }
        return Finding.ok(found ? "A pooler stands between this machine and PostgreSQL; the driver prepares no statements in its sessions."
                : "No pooler stands between this machine and PostgreSQL.");
    }

    private static Finding clock(Connection connection) throws SQLException {
        Instant asked = Instant.now();
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return ClockCheck.check("PostgreSQL's", asked, row.getObject(1, OffsetDateTime.class).toInstant(), Instant.now());
        }
    }

    /** What a cluster is set to wins over {@code state.dir}. */
    private Finding state() {
        String dir = flink.checkpoints().orElse(settings.state().dir());
        if (dir == null) {
            return Finding.problem("The cluster has no execution.checkpointing.dir, in which a continuous run keeps what it knows; set it, or state.dir.");
        }
        return lakeIsListed || !dir.startsWith("s3:")
                ? StateCheck.check(flink.checkpoints().isPresent() ? "execution.checkpointing.dir" : "state.dir", dir)
                : Finding.skipped("state.dir (" + dir + "): S3 cannot be reached.");
    }

    private boolean tell(String subject, Callable<List<Finding>> check) {
        List<Finding> findings = TimedCheck.start(subject, check).await(SECONDS);
        findings.forEach(this::tell);
        return findings.stream().noneMatch(Finding::isProblem);
    }

    private void tell(Finding finding) {
        problems += finding.isProblem() ? 1 : 0;
        listener.accept(finding);
    }
}
