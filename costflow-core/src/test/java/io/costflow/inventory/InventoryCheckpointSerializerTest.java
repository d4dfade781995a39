package io.costflow.inventory;

import static io.costflow.inventory.Lake.daily;
import static io.costflow.inventory.Lake.hourly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.inventory.InventoryCheckpoint.HeldDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventoryCheckpointSerializerTest {

    private final InventoryCheckpointSerializer serializer = new InventoryCheckpointSerializer();

    @Test
    void aCheckpointComesBackAsItWas() throws Exception {
        InventoryCheckpoint checkpoint = new InventoryCheckpoint(
                7,
                Map.of(ReportType.POD_USAGE_DAILY, 1, ReportType.AWS_DAILY, 2),
                List.of(
                        new HeldDay(Lake.SOURCE, Lake.OCTOBER.day(Lake.day(3)), 0, List.of(daily(3), hourly(3))),
                        new HeldDay(Lake.SOURCE, Lake.OCTOBER.day(Lake.day(4)), 5, List.of())));
        assertThat(comeBack(checkpoint)).isEqualTo(checkpoint);
        assertThat(comeBack(InventoryCheckpoint.NOTHING)).isEqualTo(InventoryCheckpoint.NOTHING);
    }

    @Test
    void aWindowOfManyFilesStaysSmall() throws Exception {
        List<HeldDay> days = new ArrayList<>();
        for (int source = 0; source < 200; source++) {
            for (int day = 0; day < 60; day++) {
                List<LakeFile> files = List.of(Lake.daily(day % 31 + 1), Lake.hourly(day % 31 + 1), Lake.storage(day % 31 + 1));
                days.add(new HeldDay(Lake.SOURCE, Lake.OCTOBER.day(day), 0, files));
            }
        }
        assertThat(serializer.serialize(new InventoryCheckpoint(1, Map.of(), days)).length).isLessThan(2_000_000);
    }

    @Test
    void anotherVersionIsRefused() {
        assertThatThrownBy(() -> serializer.deserialize(99, new byte[0])).hasMessageContaining("version 99");
    }

    private InventoryCheckpoint comeBack(InventoryCheckpoint checkpoint) throws Exception {
        return serializer.deserialize(serializer.getVersion(), serializer.serialize(checkpoint));
    }
}
