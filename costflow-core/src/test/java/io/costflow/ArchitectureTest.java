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

    /** The thin classes of packages that are pure otherwise. */
    private static final DescribedPredicate<JavaClass> THIN = thin(
            // operators
            "assembly.DayAssembler", "assembly.ArrivedContributions", "provider.openshift.OpenShiftDayFunction",
            "provider.cloud.CorrelationFunction", "provider.cloud.FindingsReport",
            // sources
            "reference.ReferenceSource", "reference.ReferenceEnumerator", "reference.BoundedReferenceEnumerator", "reference.ContinuousReferenceEnumerator",
            "reference.ReferenceEmitter", "reference.ReferenceSplit",
            "inventory.InventorySource", "inventory.InventoryEnumerator", "inventory.InventoryReader", "inventory.InventorySplitReader",
            "inventory.InventorySplit", "inventory.FileOutcome", "inventory.InventoryCheckpointSerializer", "inventory.WorkQueue",
            "inventory.InventoryProgress", "inventory.SourceGauges", "inventory.ReadingMetrics",
            // database
            "reference.ReferenceReader", "reference.ReferenceCatalog", "reference.SourceDirectory", "inventory.LiveCatalog",
            // lake
            "inventory.FileReader", "inventory.EndingStream", "inventory.WholeFile", "inventory.LakeFileSystem", "inventory.ClusterFileSystems", "inventory.TrustedAuthorities",
            "inventory.LakeLister", "inventory.SourceFolders", "inventory.ListedFile");

    @ArchTest
    static final ArchRule PURE_CODE_KNOWS_NEITHER_FLINK_NOR_DATABASE_NOR_FILES = noClasses()
            .that(resideInAnyPackage(ours("day", "lineitem", "assembly", "provider", "reference", "inventory")).and(not(THIN)))
            .should().dependOnClassesThat().resideInAnyPackage(THE_WORLD);

    @ArchTest
    static final ArchRule LINE_ITEMS_KNOW_NOTHING_ELSE_OF_OURS = knowsOnly("lineitem");

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
    static final ArchRule PUBLISHING_DOES_NOT_KNOW_WHAT_IT_PUBLISHES = knowsOnly("publish", "day", "settings", "database", "metrics");

    @ArchTest
    static final ArchRule REFERENCE_DATA_DOES_NOT_KNOW_WHO_USES_IT = knowsOnly("reference", "day", "settings", "database", "metrics", "serialization");

    @ArchTest
    static final ArchRule THE_INVENTORY_DOES_NOT_KNOW_WHAT_IS_COMPUTED =
            knowsOnly("inventory", "day", "settings", "lineitem", "reference", "publish", "database", "metrics", "retry", "serialization");

    @ArchTest
    static final ArchRule OPENSHIFT_KNOWS_NO_CLOUD = knowsOnly("provider.openshift", "day", "lineitem", "assembly", "metrics", "reference", "publish", "settings");

    @ArchTest
    static final ArchRule CORRELATION_KNOWS_NO_PROVIDER =
            noClasses().that().resideInAPackage("io.costflow.provider.cloud").should().dependOnClassesThat().resideInAPackage("io.costflow.provider.aws..");

    @ArchTest
    static final ArchRule QUESTIONS_KNOW_WHAT_IS_READ_NOT_WHAT_IS_COMPUTED =
            knowsOnly("sql", "day", "settings", "lineitem", "inventory", "reference", "database", "serialization", "job");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_KNOWS_THE_TABLES = noClasses()
            .that().resideOutsideOfPackages(ours("sql", "cli", "bench"))
            .should().dependOnClassesThat().resideInAnyPackage("io.costflow.sql..", "org.apache.flink.table..", "org.jline..");

    @ArchTest
    static final ArchRule NOTHING_DEPENDS_ON_THE_DEMO = noClasses()
            .that().resideOutsideOfPackages(ours("demo", "bench"))
            .should().dependOnClassesThat().resideInAnyPackage(ours("demo", "bench"));

    @ArchTest
    static final ArchRule NOTHING_DEPENDS_ON_THE_COMMAND_LINE = noClasses()
            .that().resideOutsideOfPackages(ours("cli", "demo", "bench"))
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
