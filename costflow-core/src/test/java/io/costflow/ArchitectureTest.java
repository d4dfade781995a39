package io.costflow;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The layers: pure code knows no Flink and no database, and a dependency points one way. */
@AnalyzeClasses(packages = "io.costflow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** What only thin classes may know: they wire it to pure ones. */
    private static final String[] THE_WORLD = {
        "org.apache.flink..", "org.apache.hadoop.fs..", "java.sql..", "javax.sql..", "org.postgresql..", "java.net..", "java.nio.file.."
    };

    private static final String[] CLOUDS = {"io.costflow.provider.aws..", "io.costflow.provider.azure..", "io.costflow.provider.gcp.."};

    /** The thin classes of packages that are pure otherwise. */
    private static final DescribedPredicate<JavaClass> THIN = thin(
            // operators
            "assembly.DayAssembler", "assembly.ArrivedContributions", "assembly.LastGoodPlans", "output.DayFunction", "output.CorrelationFunction", "output.MonthDayFunction",
            "output.MonthFunction", "output.FindingsReport",
            // sources
            "reference.ReferenceSource", "reference.ReferenceEnumerator", "reference.BoundedReferenceEnumerator", "reference.ContinuousReferenceEnumerator",
            "reference.ReferenceEmitter", "reference.ReferenceSplit",
            "inventory.InventorySource", "inventory.InventoryEnumerator", "inventory.InventoryReader", "inventory.InventorySplitReader",
            "inventory.InventorySplit", "inventory.EndedSplits", "inventory.InventoryCheckpointSerializer", "inventory.WorkQueue",
            "inventory.InventoryProgress", "inventory.SourceGauges", "inventory.ReadingMetrics",
            // database
            "reference.ReferenceReader", "reference.ReferenceCatalog", "reference.SourceDirectory", "reference.RunningSummaries", "reference.ManifestTables", "inventory.LiveCatalog",
            "inventory.RowRecount", "inventory.ShadowRecount", "inventory.LiveRequestDesk", "inventory.FileDaysTable", "inventory.FileDaysMemory",
            "inventory.Surveyor", "inventory.ObjectTables", "inventory.LinkTables", "inventory.AddedRows", "inventory.ReportPeriods",
            // lake
            "inventory.FileReader", "inventory.EndingStream", "inventory.WholeFile", "inventory.LakeFileSystem", "inventory.ClusterFileSystems", "inventory.TrustedAuthorities",
            "inventory.LakeLister", "inventory.SourceFolders", "inventory.FolderEntry", "inventory.ListedFile", "inventory.ListedObjects");

    @ArchTest
    static final ArchRule PURE_CODE_KNOWS_NEITHER_FLINK_NOR_DATABASE_NOR_FILES = noClasses()
            .that(resideInAnyPackage(ours("day", "lineitem", "assembly", "provider", "output", "reference", "inventory")).and(not(THIN)))
            .should().dependOnClassesThat().resideInAnyPackage(THE_WORLD);

    @ArchTest
    static final ArchRule LINE_ITEMS_KNOW_NOTHING_ELSE_OF_OURS = knowsOnly("lineitem");

    @ArchTest
    static final ArchRule READING_PARQUET_KNOWS_NOTHING_ELSE_OF_OURS = knowsOnly("lineitem.parquet");

    @ArchTest
    static final ArchRule ONLY_READING_KNOWS_HOW_PARQUET_IS_DECODED = noClasses()
            .that().resideInAPackage("io.costflow.lineitem")
            .should().dependOnClassesThat().resideInAnyPackage("org.apache.parquet.column..", "org.apache.parquet.hadoop..", "org.apache.parquet.schema..");

    @ArchTest
    static final ArchRule SETTINGS_KNOW_NOTHING_ELSE_OF_OURS = knowsOnly("settings");

    @ArchTest
    static final ArchRule RETRY_KNOWS_NOTHING_ELSE_OF_OURS = knowsOnly("retry");

    @ArchTest
    static final ArchRule SERIALIZATION_KNOWS_NOTHING_ELSE_OF_OURS = knowsOnly("serialization");

    @ArchTest
    static final ArchRule METRICS_KNOW_NOTHING_ELSE_OF_OURS = knowsOnly("metrics");

    @ArchTest
    static final ArchRule DAYS_KNOW_SETTINGS_ONLY = knowsOnly("day", "settings");

    @ArchTest
    static final ArchRule DATABASE_KNOWS_SETTINGS_AND_RETRY_ONLY = knowsOnly("database", "settings", "retry");

    @ArchTest
    static final ArchRule PUBLISHING_DOES_NOT_KNOW_WHAT_IT_PUBLISHES = knowsOnly("publish", "day", "settings", "database", "metrics", "retry");

    @ArchTest
    static final ArchRule REFERENCE_DATA_DOES_NOT_KNOW_WHO_USES_IT = knowsOnly("reference", "day", "settings", "database", "metrics", "retry", "serialization");

    @ArchTest
    static final ArchRule PROVIDERS_DO_NOT_KNOW_WHERE_THEIR_LINE_ITEMS_COME_FROM =
            knowsOnly("provider", "day", "settings", "lineitem", "reference", "publish");

    @ArchTest
    static final ArchRule THE_INVENTORY_DOES_NOT_KNOW_WHAT_IS_COMPUTED = knowsOnly(
            "inventory", "day", "settings", "lineitem", "reference", "provider", "publish", "database", "metrics", "retry", "serialization");

    @ArchTest
    static final ArchRule ASSEMBLY_KNOWS_NO_OUTPUT = knowsOnly("assembly", "day", "settings", "lineitem", "reference", "provider", "metrics");

    @ArchTest
    static final ArchRule OUTPUTS_DO_NOT_KNOW_THE_LAKE =
            knowsOnly("output", "day", "settings", "lineitem", "reference", "provider", "assembly", "publish", "metrics");

    /** What one kind of source is, only its own package knows; the registry alone lists them all. */
    @ArchTest
    static final ArchRule ONLY_THE_REGISTRY_KNOWS_THE_PROVIDERS = noClasses()
            .that().resideOutsideOfPackages("io.costflow.provider.openshift..", "io.costflow.provider.aws..", "io.costflow.provider.azure..", "io.costflow.provider.gcp..",
                    "io.costflow.demo..", "io.costflow.bench..", "io.costflow.sql..")
            .and().doNotHaveFullyQualifiedName("io.costflow.provider.Providers")
            .should().dependOnClassesThat().resideInAnyPackage(CLOUDS)
            .orShould().dependOnClassesThat().haveFullyQualifiedName("io.costflow.provider.openshift.OpenShift");

    @ArchTest
    static final ArchRule OPENSHIFT_KNOWS_NO_CLOUD =
            noClasses().that().resideInAPackage("io.costflow.provider.openshift").should().dependOnClassesThat()
                    .resideInAnyPackage("io.costflow.provider.cloud..").orShould().dependOnClassesThat().resideInAnyPackage(CLOUDS);

    @ArchTest
    static final ArchRule CLOUDS_DO_NOT_KNOW_EACH_OTHER = slices().matching("io.costflow.provider.(aws|azure|gcp)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule ATTRIBUTION_KNOWS_NO_CLOUD_PROVIDER =
            noClasses().that().resideInAPackage("io.costflow.provider.cloud").should().dependOnClassesThat().resideInAnyPackage(CLOUDS);

    @ArchTest
    static final ArchRule COST_MODELS_KNOW_FACTS_AND_TABLES = knowsOnly("costmodel", "day", "provider", "publish", "reference", "database");

    /** Only those that read tables and insert rows know JDBC. */
    @ArchTest
    static final ArchRule COST_MODELS_ARE_COMPUTED_WITHOUT_A_DATABASE = noClasses()
            .that().resideInAPackage("io.costflow.costmodel").and().haveNameNotMatching(".*(CostModel|CostRowWriter).*")
            .should().dependOnClassesThat().resideInAnyPackage("java.sql..", "org.apache.flink..", "io.costflow.database..");

    @ArchTest
    static final ArchRule QUESTIONS_KNOW_WHAT_IS_READ_NOT_WHAT_IS_COMPUTED =
            knowsOnly("sql", "day", "settings", "lineitem", "inventory", "reference", "provider", "database", "serialization", "job", "text");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_KNOWS_THE_TABLES = noClasses()
            .that().resideOutsideOfPackages(ours("sql", "serve", "cli"))
            .should().dependOnClassesThat().resideInAnyPackage("io.costflow.sql..", "org.apache.flink.table..", "org.jline..");

    @ArchTest
    static final ArchRule STATEMENTS_ARE_TOLD_APART_BY_THEIR_TREES_ALONE = knowsOnly("serve.statement");

    @ArchTest
    static final ArchRule THE_PROTOCOL_DOES_NOT_KNOW_WHO_ANSWERS = knowsOnly("serve.protocol");

    @ArchTest
    static final ArchRule ONLY_ONE_CLASS_KNOWS_THE_PARSER = noClasses()
            .that().doNotHaveFullyQualifiedName("io.costflow.serve.statement.TrinoParser")
            .should().dependOnClassesThat().resideInAPackage("io.trino..");

    @ArchTest
    static final ArchRule NOTHING_DEPENDS_ON_THE_COMMAND_LINE = noClasses()
            .that().resideOutsideOfPackage("io.costflow.cli..")
            .should().dependOnClassesThat().resideInAPackage("io.costflow.cli..");

    @ArchTest
    static final ArchRule THERE_ARE_NO_CYCLES = slices().matching("io.costflow.(*)..").should().beFreeOfCycles();

    private static ArchRule knowsOnly(String name, String... others) {
        String[] allowed = ours(others);
        return classes().that().resideInAnyPackage(ours(name)).should().onlyDependOnClassesThat(
                not(resideInAPackage("io.costflow..")).or(resideInAnyPackage(ours(name))).or(resideInAnyPackage(allowed)));
    }

    private static String[] ours(String... names) {
        String[] packages = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            packages[i] = "io.costflow." + names[i] + "..";
        }
        return packages;
    }

    private static DescribedPredicate<JavaClass> thin(String... names) {
        Class<?>[] thin = new Class<?>[names.length];
        for (int i = 0; i < names.length; i++) {
            try {
                thin[i] = Class.forName("io.costflow." + names[i]);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("There is no class " + names[i] + " any more: take it off the list.", e);
            }
        }
        return belongToAnyOf(thin);
    }
}
