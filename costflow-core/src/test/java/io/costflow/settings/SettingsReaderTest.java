package io.costflow.settings;

import io.costflow.provider.aws.Aws;
import io.costflow.provider.Providers;
import io.costflow.provider.openshift.OpenShift;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.costflow.settings.RunSettings.Mode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

    private static final String COMPLETE = """
            lake:
              root: s3://cost/data/parquet/
              s3: {endpoint: "http://minio:9000", access-key: 00-7, secret-key: 1e5, path-style-access: true}
            database: {url: "jdbc:postgresql://host:5432/koku", user: koku, password: yes}
            window: {from: 2025-10-01, to: 2025-10-31}
            sources:
              - {tenant: org1234567, type: OCP, uuid: 0000000A-0000-0000-0000-000000000001, cluster-id: my-cluster, cluster-alias: My Cluster,
                 infrastructure: 0000000A-0000-0000-0000-000000000002, distribution: cpu}
              - {tenant: org1234567, type: AWS, uuid: 0000000a-0000-0000-0000-000000000002, markup: 0.1}
            run: {parallelism: 3, read-budget: 30 s}
            """;

    private static final String MINIMAL = """
            lake: {root: "file:///lake"}
            database: {url: "jdbc:postgresql://host/koku", user: koku}
            window: {from: 2025-10-01, to: 2025-10-01}
            """;

    private static final String NO_WINDOW = MINIMAL.substring(0, MINIMAL.indexOf("window"));

    private static final RunArguments BOUNDED = new RunArguments(Mode.BOUNDED, false, false, false);
    private static final RunArguments CONTINUOUS = new RunArguments(Mode.CONTINUOUS, false, true, false);

    @TempDir
    private Path folder;

    @Test
    void everyKeyFindsItsPlace() throws Exception {
        Settings settings = read(COMPLETE, Map.of(), Map.of());

        assertThat(settings.lake()).isEqualTo(new LakeSettings("s3://cost/data/parquet", "http://minio:9000", "00-7", "1e5", true));
        assertThat(settings.database()).isEqualTo(new DatabaseSettings("jdbc:postgresql://host:5432/koku", "koku", "yes", Duration.ofMinutes(5)));
        assertThat(settings.window()).isEqualTo(new DayRange(LocalDate.of(2025, 10, 1), LocalDate.of(2025, 10, 31)));
        assertThat(settings.run()).isEqualTo(RunSettings.bounded(3, false, Duration.ofSeconds(30)));
        assertThat(settings.sources()).containsExactly(
                new SourceSettings(
                        "org1234567", OpenShift.TYPE, "0000000a-0000-0000-0000-000000000001", "my-cluster", "My Cluster",
                        "0000000a-0000-0000-0000-000000000002", "cpu", null, null),
                SourceSettings.cloud("org1234567", Aws.TYPE, "0000000a-0000-0000-0000-000000000002", new BigDecimal("0.1")));
    }

    @Test
    void whatIsLeftOutHasItsDefault() throws Exception {
        Settings settings = read(MINIMAL, Map.of(), Map.of());

        assertThat(settings.discoversSources()).isTrue();
        assertThat(settings.lake()).isEqualTo(new LakeSettings("file:///lake", null, null, null, false));
        assertThat(settings.database().password()).isNull();
        assertThat(settings.run()).isEqualTo(RunSettings.bounded(Runtime.getRuntime().availableProcessors(), false, Duration.ofMinutes(2)));
    }

    @Test
    void rebuildIsPassedOn() throws Exception {
        assertThat(SettingsReader.read(file(MINIMAL), Map.of(), Map.of(), new RunArguments(Mode.BOUNDED, true, false, false), Providers.types()).run().rebuild()).isTrue();
    }

    @Test
    void aClusterWithoutAliasIsCalledByItsId() throws Exception {
        Settings settings = read(MINIMAL + "sources: [{tenant: acct10001, type: OCP, uuid: 00000000-0000-0000-0000-000000000001, cluster-id: 0815}]\n",
                Map.of(), Map.of());

        assertThat(settings.sources().get(0).clusterId()).isEqualTo("0815");
        assertThat(settings.sources().get(0).clusterAlias()).isEqualTo("0815");
        assertThat(settings.sources().get(0).account()).isEqualTo("10001");
    }

    @Test
    void theCommandLineWinsOverTheEnvironmentWhichWinsOverTheFile() throws Exception {
        Map<String, String> environment = Map.of("COSTFLOW_DATABASE_USER", "from-environment", "COSTFLOW_WINDOW_TO", "2025-10-20", "COSTFLOW_HOME", "/x",
                "PATH", "/bin");

        Settings settings = read(COMPLETE, environment, Map.of("window.to", "2025-10-10"));

        assertThat(settings.database().user()).isEqualTo("from-environment");
        assertThat(settings.window().on(LocalDate.EPOCH).to()).isEqualTo(LocalDate.of(2025, 10, 10));
        assertThat(settings.window().on(LocalDate.EPOCH).from()).isEqualTo(LocalDate.of(2025, 10, 1));
    }

    @Test
    void anEmptyVariableCountsAsNotSet() throws Exception {
        assertThat(read(COMPLETE, Map.of("COSTFLOW_DATABASE_USER", ""), Map.of()).database().user()).isEqualTo("koku");
    }

    @Test
    void variablesOfKubernetesServicesAreLeftAlone() throws Exception {
        Map<String, String> links = Map.of("COSTFLOW_REST_SERVICE_HOST", "10.0.0.1", "COSTFLOW_REST_PORT", "tcp://10.0.0.1:8081",
                "COSTFLOW_REST_PORT_8081_TCP_ADDR", "10.0.0.1");

        assertThat(read(MINIMAL, links, Map.of()).database().user()).isEqualTo("koku");
        assertThat(problems(MINIMAL, Map.of("COSTFLOW_REST", "x"), Map.of())).hasSize(1);
    }

    @Test
    void aPasswordFileIsReadWithoutItsLastLineBreak() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), " two words \n");

        assertThat(read(MINIMAL, Map.of(), Map.of("database.password-file", secret.toString())).database().password()).isEqualTo(" two words ");
    }

    @Test
    void aPasswordFromAStrongerPlaceReplacesThePasswordFile() throws Exception {
        String config = MINIMAL.replace("user: koku", "user: koku, password-file: /nowhere");

        assertThat(read(config, Map.of("COSTFLOW_DATABASE_PASSWORD", "secret"), Map.of()).database().password()).isEqualTo("secret");
    }

    @Test
    void authoritiesThatAreNamedAreAsked() throws Exception {
        Path authority = Files.writeString(folder.resolve("ca.crt"), "x");
        Path key = Files.writeString(folder.resolve("key"), "x");

        Settings settings = read(MINIMAL, Map.of("COSTFLOW_DATABASE_TLS_KEY_PASSWORD", "geheim"), Map.of(
                "database.tls.ca-file", authority.toString(), "database.tls.certificate-file", authority.toString(), "database.tls.key-file", key.toString(),
                "lake.s3.ca-file", authority.toString()));

        assertThat(settings.database().tls().properties()).containsExactlyInAnyOrderEntriesOf(Map.of(
                "sslmode", "verify-full", "sslrootcert", authority.toString(), "sslcert", authority.toString(), "sslkey", key.toString(), "sslpassword", "geheim"));
        assertThat(settings.lake().caFile()).isEqualTo(authority.toString());
        assertThat(read(MINIMAL, Map.of(), Map.of()).database().tls().properties()).isEmpty();
        assertThat(read(MINIMAL, Map.of(), Map.of("database.tls.mode", "require")).database().tls().mode()).isEqualTo("require");
    }

    @Test
    void whatTheUrlSaysOfEncryptionIsNotSaidTwice() throws Exception {
        String inUrl = MINIMAL.replace("host/koku", "host/koku?sslmode=require");

        assertThat(read(inUrl, Map.of(), Map.of()).database().url()).endsWith("?sslmode=require");
        assertThat(problems(inUrl, Map.of(), Map.of("database.tls.mode", "verify-full"))).containsExactly(
                "database.url (F, line 2) has the parameter sslmode, which database.tls sets too; keep one of them.");
    }

    @Test
    void aFileOfCertificatesMustBeThere() {
        assertThat(problems(MINIMAL, Map.of(), Map.of("lake.s3.ca-file", "/nowhere", "database.tls.key-file", "/nowhere"))).containsExactly(
                "lake.s3.ca-file (-Dlake.s3.ca-file) is '/nowhere', but must be the path of a file that can be read.",
                "database.tls.key-file (-Ddatabase.tls.key-file) is '/nowhere', but must be the path of a file that can be read.",
                "database.tls.certificate-file is missing: it belongs to database.tls.key-file (-Ddatabase.tls.key-file); set both, or neither.");
    }

    @Test
    void secretsInTheUrlAreRefusedWithoutBeingShown() {
        for (String parameter : List.of("password", "sslpassword", "Password", "oauthToken", "user")) {
            assertThat(problems(MINIMAL.replace("host/koku", "host/koku?" + parameter + "=geheim"), Map.of(), Map.of())).as(parameter).singleElement().asString()
                    .startsWith("database.url (F, line 2) must be ").doesNotContain("geheim");
        }
    }

    @Test
    void onAClusterNoSecretComesFromTheCommandLineWhichFlinkShows() {
        InvalidSettingsException refused = catchThrowableOfType(InvalidSettingsException.class, () -> SettingsReader.read(
                file(MINIMAL), Map.of(), Map.of("database.password", "geheim"), new RunArguments(Mode.BOUNDED, false, false, true), Providers.types()));

        assertThat(refused.problems()).singleElement().asString().startsWith("-Ddatabase.password is not possible on a Flink cluster")
                .contains("COSTFLOW_DATABASE_PASSWORD").doesNotContain("geheim");
    }

    @Test
    void settingsAreShownWithoutTheirSecrets() throws Exception {
        Settings settings = read(COMPLETE.replace("access-key: 00-7", "access-key: geheim-1").replace("1e5", "geheim-2").replace("password: yes",
                "password: geheim-3, tls: {key-password: geheim-4}"), Map.of(), Map.of());

        assertThat(settings.toString()).contains("jdbc:postgresql://host:5432/koku").doesNotContain("geheim");
    }

    @Test
    void allProblemsAreReportedAtOnceEachWithItsPlace() {
        String config = """
                lake: {root: "cost/data", s3: {endpoint: minio, access-key: key}}
                databse: {url: x}
                database: {url: "jdbc:mysql://host/koku", user: koku, password: a, password-file: b, outage-budget: 5}
                window: {from: 2025-02-30, to: 2025-13-01, form: 1}
                run: {parallelism: 0, read-budget: [1]}
                """;

        assertThat(problems(config, Map.of("COSTFLOW_DATABASE_PASWORD", "geheim"), Map.of("sources", "x", "lake.roof", "y"))).containsExactlyInAnyOrder(
                "lake.root (F, line 1) must be s3://bucket/folder, or file:///folder with three slashes, without user and password.",
                "lake.s3.endpoint (F, line 1) must be an http or https address without user and path, such as http://minio:9000.",
                "lake.s3.secret-key is missing: it belongs to lake.s3.access-key (F, line 1); set both, or neither.",
                "databse (F, line 2) is not a known key; did you mean database?",
                "database.url (F, line 3) must be jdbc:postgresql://host:port/database, without user and passwords, which have keys of their own.",
                "database.password (F, line 3) and database.password-file (F, line 3) are both set; keep one of them.",
                "database.outage-budget (F, line 3) is '5', but must be a time with its unit, such as 30 s or 5 min.",
                "window.from (F, line 4) is '2025-02-30', but must be a day of the calendar, written like 2025-10-31.",
                "window.to (F, line 4) is '2025-13-01', but must be a day of the calendar, written like 2025-10-31.",
                "window.form (F, line 4) is not a known key; did you mean window.from?",
                "run.parallelism (F, line 5) is '0', but must be a whole number from 1 to 720.",
                "run.read-budget (F, line 5) must be one value, not a list and not a section with keys: a time with its unit, such as 30 s or 5 min.",
                "The environment variable COSTFLOW_DATABASE_PASWORD is not known; did you mean COSTFLOW_DATABASE_PASSWORD?",
                "-Dsources is not possible; sources can only be given in the configuration file.",
                "-Dlake.roof does not name a known key; did you mean lake.root?");
    }

    @Test
    void missingKeysAreNamed() {
        assertThat(problems("lake:\n", Map.of(), Map.of())).containsExactly(
                "lake.root is missing: add it to F as s3://bucket/folder, or file:///folder with three slashes, without user and password.",
                "database.url is missing: add it to F as jdbc:postgresql://host:port/database, without user and passwords, which have keys of their own.",
                "database.user is missing: add it to F as text.",
                "The window is missing: add window.from and window.to to F, each as a day of the calendar, written like 2025-10-31, or window.months as a whole"
                        + " number from 1 to 120.");
    }

    @Test
    void aWindowThatEndsBeforeItBeginsIsRefused() {
        assertThat(problems(MINIMAL, Map.of(), Map.of("window.to", "2025-09-30")))
                .containsExactly("window.from is 2025-10-01, which is after window.to, 2025-09-30; the window goes from its first day to its last.");
    }

    @Test
    void aWindowIsDaysOrMonths() throws Exception {
        assertThat(read(NO_WINDOW + "window: {months: 3}", Map.of(), Map.of()).window()).isEqualTo(new RecentMonths(3));
        assertThat(problems(NO_WINDOW + "window: {from: 2025-10-01}", Map.of(), Map.of()))
                .containsExactly("window.to is missing: it belongs to window.from (F, line 3); set both, or window.months instead.");
        assertThat(problems(NO_WINDOW + "window: {to: 2025-10-01, months: 2}", Map.of(), Map.of()))
                .containsExactly("window.months (F, line 3) and window.to (F, line 3) are both set; keep window.months, or window.from and window.to.");
        assertThat(problems(NO_WINDOW + "window: {months: 0}", Map.of(), Map.of()))
                .containsExactly("window.months (F, line 3) is '0', but must be a whole number from 1 to 120.");
    }

    @Test
    void ofDaysAndMonthsTheOneFromTheStrongerPlaceWins() throws Exception {
        assertThat(read(MINIMAL, Map.of("COSTFLOW_WINDOW_MONTHS", "1"), Map.of()).window()).isEqualTo(new RecentMonths(1));
        Map<String, String> days = Map.of("window.from", "2025-10-02", "window.to", "2025-10-03");
        assertThat(read(NO_WINDOW + "window: {months: 3}", Map.of(), days).window())
                .isEqualTo(new DayRange(LocalDate.of(2025, 10, 2), LocalDate.of(2025, 10, 3)));
    }

    @Test
    void everyKeyOfAContinuousRunFindsItsPlace() throws Exception {
        String config = MINIMAL + """
                overlap: all
                continuous: {poll: 1 s, settle: 0 s, empty-after: 2 h, outage-budget: 3 h}
                state: {dir: "s3://cost/state/", backend: rocksdb, checkpoint-interval: 5 s}
                """;

        Settings settings = readContinuous(config);

        assertThat(settings.run().mode()).isEqualTo(Mode.CONTINUOUS);
        assertThat(settings.run().overlap()).isEqualTo(Overlap.ALL);
        assertThat(settings.continuous())
                .isEqualTo(new ContinuousSettings(Duration.ofSeconds(1), Duration.ofHours(1), Duration.ZERO, Duration.ofHours(2), Duration.ofHours(3), Duration.ofMinutes(15), Duration.ofMinutes(10)));
        assertThat(settings.state()).isEqualTo(new StateSettings("s3://cost/state", StateSettings.Backend.ROCKSDB, Duration.ofSeconds(5), true));
    }

    @Test
    void aContinuousRunNeedsNoKeysOfItsOwn() throws Exception {
        Settings settings = readContinuous(NO_WINDOW);

        assertThat(settings.window()).isEqualTo(new RecentMonths(2));
        assertThat(settings.run().overlap()).isEqualTo(Overlap.WINNER);
        assertThat(settings.continuous())
                .isEqualTo(new ContinuousSettings(Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofHours(1), Duration.ofMinutes(15), Duration.ofMinutes(10)))
                .isEqualTo(ContinuousSettings.DEFAULTS);
        assertThat(settings.state()).isEqualTo(
                new StateSettings("file://" + folder.resolve("costflow-state"), StateSettings.Backend.HEAP, Duration.ofSeconds(30), true));
    }

    @Test
    void onAClusterTheFolderOfTheStateIsTheClustersUnlessItIsGiven() throws Exception {
        RunArguments onCluster = new RunArguments(Mode.CONTINUOUS, false, false, true);

        assertThat(SettingsReader.read(file(MINIMAL), Map.of(), Map.of(), onCluster, Providers.types()).state().dir()).isNull();
        assertThat(SettingsReader.read(file(MINIMAL), Map.of(), Map.of("state.dir", "file:///state"), onCluster, Providers.types()).state().dir()).isEqualTo("file:///state");
    }

    @Test
    void everyProblemOfAContinuousRunIsReported() {
        String config = MINIMAL + """
                overlap: some
                continuous: {poll: 0 s, settle: -1 s, empty-after: 0 h}
                state: {dir: /state, backend: disk, checkpoint-interval: 1 ms}
                run: {mode: continuous}
                """;

        assertThat(problems(config, Map.of(), Map.of())).containsExactlyInAnyOrder(
                "overlap (F, line 4) is 'some', but must be winner or all.",
                "continuous.poll (F, line 5) is '0 s', but must be a time of 100 ms or more with its unit, such as 30 s or 5 min.",
                "continuous.settle (F, line 5) is '-1 s', but must be a time with its unit, such as 0 s or 60 s.",
                "continuous.empty-after (F, line 5) is '0 h', but must be a time with its unit, such as 30 s or 5 min.",
                "state.dir (F, line 6) must be s3://bucket/folder, or file:///folder with three slashes, without user and password.",
                "state.backend (F, line 6) is 'disk', but must be heap or rocksdb.",
                "state.checkpoint-interval (F, line 6) is '1 ms', but must be a time of 100 ms or more with its unit, such as 30 s or 5 min.",
                "run.mode (F, line 7) is not a known key; the mode is given on the command line: --mode bounded or --mode continuous.");
    }

    @Test
    void everyProblemOfTheSourcesIsReported() {
        String config = MINIMAL + """
                sources:
                  - {tenant: org1; drop, type: OCP-local, uuid: 1}
                  - {tenant: org1, type: OCP, uuid: 00000000-0000-0000-0000-000000000001, markup: 0.1, infrastructure: 00000000-0000-0000-0000-000000000009}
                  - {tenant: org1, type: AWS, uuid: 00000000-0000-0000-0000-000000000001, cluster-id: c, markup: viel}
                  - {tenent: org1}
                  - text
                """;

        assertThat(problems(config, Map.of(), Map.of())).containsExactlyInAnyOrder(
                "sources[1].tenant (F, line 5) is 'org1; drop', but must be the name of a tenant's schema, such as org1234567.",
                "sources[1].type (F, line 5) is 'OCP-local', but must be OCP or AWS or Azure or GCP.",
                "sources[1].uuid (F, line 5) is '1', but must be a UUID, such as 00000000-0000-0000-0000-000000000001.",
                "sources[2].cluster-id (F, line 6) is missing: add text.",
                "sources[2].markup (F, line 6) belongs to AWS or Azure or GCP sources, but this one is OCP; remove it.",
                "sources[2].infrastructure (F, line 6) is 00000000-0000-0000-0000-000000000009, but no cloud source of the list has this uuid; add that source.",
                "sources[3].cluster-id (F, line 7) belongs to OCP sources, but this one is AWS; remove it.",
                "sources[3].markup (F, line 7) is 'viel', but must be a number such as 0.1.",
                "sources[3].uuid (F, line 7) is the one of sources[2] too; name each source once.",
                "sources[4].tenent (F, line 8) is not a known key; did you mean tenant?",
                "sources[4].tenant (F, line 8) is missing: add the name of a tenant's schema, such as org1234567.",
                "sources[4].type (F, line 8) is missing: add OCP or AWS or Azure or GCP.",
                "sources[4].uuid (F, line 8) is missing: add a UUID, such as 00000000-0000-0000-0000-000000000001.",
                "sources[5] (F, line 9) must have the keys of a source, such as tenant, type and uuid.");
    }

    @Test
    void whetherStorageIsUnattributedIsSaidOfGcpSourcesAndOfTheOnesThatAreDiscovered() throws Exception {
        String source = "sources: [{tenant: org1, type: %s, uuid: 00000000-0000-0000-0000-000000000004, unattributed-storage: %s}]\n";

        assertThat(read(MINIMAL + source.formatted("GCP", "false"), Map.of(), Map.of()).sources().get(0).unattributedStorage()).isFalse();
        assertThat(problems(MINIMAL + source.formatted("GCP", "maybe"), Map.of(), Map.of()))
                .containsExactly("sources[1].unattributed-storage (F, line 4) is 'maybe', but must be true or false.");
        assertThat(problems(MINIMAL + source.formatted("Azure", "true"), Map.of(), Map.of()))
                .containsExactly("sources[1].unattributed-storage (F, line 4) belongs to GCP sources, but this one is Azure; remove it.");
        assertThat(read(MINIMAL, Map.of(), Map.of()).defaults().unattributedStorage()).isTrue();
        assertThat(read(MINIMAL + "defaults.gcp.unattributed-storage: false\n", Map.of(), Map.of()).defaults().unattributedStorage()).isFalse();
    }

    @Test
    void anEmptyListOfSourcesIsNotTakenForDiscovery() {
        assertThat(problems(MINIMAL + "sources: []\n", Map.of(), Map.of()))
                .containsExactly("sources (F, line 4) must list at least one source; without the key they are discovered in koku's tables.");
    }

    @Test
    void problemsComeInTheOrderOfTheFileAndThenWhatIsElsewhere() {
        List<String> found = problems("""
                window: {from: 2025-13-01, to: 2025-10-03}
                runn: {parallelism: 2}
                sources:
                  - {tenant: org1, type: OCI, uuid: 00000000-0000-0000-0000-000000000001}
                lake:
                  root: ftp://x
                continuous: {poll: 5}
                """, Map.of("COSTFLOW_NOTHING", "1"), Map.of());

        assertThat(found.stream().map(problem -> problem.replaceAll(".*\\(F, line (\\d+).*", "$1")).filter(line -> line.matches("\\d+")))
                .containsExactly("1", "2", "4", "6", "7");
        assertThat(found.subList(5, found.size())).isNotEmpty().noneMatch(problem -> problem.contains(", line "))
                .anyMatch(problem -> problem.startsWith("database.url is missing")).anyMatch(problem -> problem.contains("COSTFLOW_NOTHING"));
    }

    @Test
    void aTabIsNamed() {
        assertThat(problems("lake:\n\troot: file:///lake\n", Map.of(), Map.of()))
                .containsExactly("F, line 2: a tab indents this line; YAML is indented by blanks.");
        assertThat(problems("lake:\n  s3:\n  \tendpoint: x\n", Map.of(), Map.of()))
                .containsExactly("F, line 3: a tab indents this line; YAML is indented by blanks.");
    }

    @Test
    void aFileThatIsNotYamlIsReportedWithItsLine() {
        assertThat(problems("lake:\n  root: [s3://\nx", Map.of(), Map.of())).singleElement().asString()
                .startsWith("F, line ").endsWith(": this is not YAML; check the indentation, and put values with special characters in quotes.");
    }

    @Test
    void aFileThatIsAbsentIsReportedAlone() {
        Path absent = folder.resolve("absent.yaml");
        InvalidSettingsException failure =
                catchThrowableOfType(InvalidSettingsException.class, () -> SettingsReader.read(absent, Map.of(), Map.of(), BOUNDED, Providers.types()));
        assertThat(failure.problems()).containsExactly("The configuration " + absent + " cannot be read; name an existing, readable YAML file with --config.");
    }

    @Test
    void duplicatesReferencesAndSecondDocumentsAreRefused() {
        String config = MINIMAL.replace("user: koku", "user: &x koku, password: *x") + "window: {from: 2025-10-01, to: 2025-10-02}\n---\nrun: {}\n";

        assertThat(problems(config, Map.of(), Map.of())).containsExactly(
                "F, line 2: references (*name) are not supported; write the value again, or put it in quotes if it begins with a star.",
                "F, line 4: window is there twice; keep one of the two.",
                "F, line 6: a second document begins here; keep only one.");
    }

    @Test
    void aPasswordFileThatCannotBeReadIsReported() {
        assertThat(problems(MINIMAL, Map.of("COSTFLOW_DATABASE_PASSWORD_FILE", "/no/such"), Map.of())).containsExactly(
                "The file '/no/such' of database.password-file (environment variable COSTFLOW_DATABASE_PASSWORD_FILE) cannot be read; name a readable file"
                        + " that holds the"
                        + " password.");
    }

    @Test
    void secretsAreNeitherInMessagesNorInText() throws Exception {
        assertThat(read(COMPLETE.replace("1e5", "hunter2").replace("yes", "hunter3"), Map.of(), Map.of()).toString()).doesNotContain("hunter", "00-7");

        String wrong = """
                lake: {root: "s3://key:hunter2@bucket/x", s3: {endpoint: "http://me:hunter2@minio", access-key: [hunter2], secret-key:hunter2}}
                database: {url: "jdbc:postgresql://host/koku?password=hunter2", user: koku, password:hunter2, pasword: hunter2}
                """;
        List<String> problems = problems(wrong, Map.of("COSTFLOW_PASSWORD", "hunter2"), Map.of("database.pasword", "hunter2", "database.password:hunter2", ""));
        assertThat(problems).hasSizeGreaterThan(8).noneMatch(problem -> problem.contains("hunter2"));
        assertThat(problems("database: {password: \"hunter2\" hunter2}", Map.of(), Map.of())).noneMatch(problem -> problem.contains("hunter2"));
        assertThat(problems("database: {password: *hunter2}", Map.of(), Map.of())).noneMatch(problem -> problem.contains("hunter2"));
    }

    private Settings read(String config, Map<String, String> environment, Map<String, String> definitions) throws Exception {
        return SettingsReader.read(file(config), environment, definitions, BOUNDED, Providers.types());
    }

    private Settings readContinuous(String config) throws Exception {
        return SettingsReader.read(file(config), Map.of(), Map.of(), CONTINUOUS, Providers.types());
    }

    /** The problems, with F for the name of the file. */
    private List<String> problems(String config, Map<String, String> environment, Map<String, String> definitions) {
        InvalidSettingsException failure = catchThrowableOfType(InvalidSettingsException.class, () -> read(config, environment, definitions));
        return failure.problems().stream().map(problem -> problem.replace(folder.resolve("costflow.yaml").toString(), "F")).toList();
    }

    private Path file(String config) throws IOException {
        return Files.writeString(folder.resolve("costflow.yaml"), config);
    }
}
