package io.costflow.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.provider.Output;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.publish.Table;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The columns that koku's tables declare NOT NULL. */
class RequiredColumnsTest {

    /** The keys of a row, which every row has. */
    private static final Set<String> KEYS = Set.of("uuid", "id", "usage_start", "usage_end", "resource_id", "cluster_id");

    @Test
    void everyColumnThatMustHaveAValueIsAKeyOrHoldsTheDayBack() throws Exception {
        Set<String> required = new TreeSet<>();
        KokuDatabase database = SharedServers.database().createDatabase();
        String query = "select attname from pg_attribute where attrelid = to_regclass(?) and attnotnull and attnum > 0";
        try (Connection connection = database.connect(); PreparedStatement statement = connection.prepareStatement(query)) {
            for (Table<?> table : tables()) {
                statement.setString(1, EmbeddedDatabase.TENANT + "." + table.name());
                try (ResultSet columns = statement.executeQuery()) {
                    while (columns.next()) {
                        required.add(columns.getString(1));
                    }
                }
            }
        }
        required.removeAll(KEYS);
        assertThat(required).as("what MissingValue knows").containsExactly("currency_code", "product_code", "usage_account_id");
    }

    private static List<Table<?>> tables() {
        return Stream.of(Aws.PROVIDER, OpenShift.PROVIDER).flatMap(provider -> provider.outputs().stream()).map(Output::tables).<Table<?>>flatMap(List::stream).toList();
    }
}
