package io.costflow.sql.catalog;

import io.costflow.inventory.LakeFileSystem;
import io.costflow.settings.InvalidSettingsException;
import io.costflow.settings.RunArguments;
import io.costflow.settings.RunSettings.Mode;
import io.costflow.settings.Settings;
import io.costflow.settings.SettingsReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.factories.CatalogFactory;
import org.apache.flink.table.factories.FactoryUtil;

/** {@code CREATE CATALOG costflow WITH ('type' = 'costflow', 'config' = '/…/costflow.yaml')}, as on a SQL gateway. */
public final class CostflowCatalogFactory implements CatalogFactory {

    private static final ConfigOption<String> CONFIG = ConfigOptions.key("config").stringType().noDefaultValue()
            .withDescription("Costflow's configuration file, where the process that plans queries reads it.");

    private static final ConfigOption<Boolean> WRITE = ConfigOptions.key("write").booleanType().defaultValue(false)
            .withDescription("Whether rows may be inserted into the database's tables.");

    @Override
    public String factoryIdentifier() {
        return CostflowCatalog.NAME;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of(CONFIG);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of(WRITE);
    }

    @Override
    public Catalog createCatalog(Context context) {
        FactoryUtil.CatalogFactoryHelper helper = FactoryUtil.createCatalogFactoryHelper(this, context);
        helper.validate();
        Settings settings = settings(Path.of(helper.getOptions().get(CONFIG)));
        // folders of the lake are listed here while a query is planned
        LakeFileSystem.reachFromJobManager(settings.lake());
        return CostflowCatalog.of(context.getName(), settings, helper.getOptions().get(WRITE));
    }

    /** The configuration for queries, in which the window plays no part. */
    private static Settings settings(Path file) {
        try {
            return SettingsReader.read(file, System.getenv(), Map.of(), new RunArguments(Mode.CONTINUOUS, false, false, true));
        } catch (InvalidSettingsException e) {
            throw new ValidationException(String.join(" ", e.problems()), e);
        }
    }
}
