package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.Emitted;
import io.costflow.assembly.ForgottenDay;
import io.costflow.day.Contribution;
import io.costflow.day.DayInput;
import io.costflow.day.DayPlan;
import io.costflow.day.Grain;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.MonthPlan;
import io.costflow.day.OutputPeriod;
import io.costflow.day.OutputPlan;
import io.costflow.day.PlannedCluster;
import io.costflow.day.PublishedState;
import io.costflow.day.SourceDay;
import io.costflow.output.ClusterDay;
import io.costflow.output.MonthDay;
import io.costflow.publish.DayMark;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayRows;
import io.costflow.publish.PublishInput;
import io.costflow.publish.Replaced;
import io.costflow.reference.ReferenceSnapshot.Bill;
import io.costflow.reference.ReferenceSnapshot.CostModel;
import io.costflow.reference.ReferenceSnapshot.NamespacePattern;
import io.costflow.reference.ReferenceSnapshot.NodeRole;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.ReferenceSnapshot.ReportPeriod;
import io.costflow.settings.OutputSelection;
import io.costflow.settings.Overlap;
import io.costflow.settings.SourceSettings;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.api.java.typeutils.MapTypeInfo;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What streams, keyed state and broadcast state are made of is serialized by Flink's own serializers, never by Kryo, so that state outlives a release. */
class StreamTypesTest {

    private static final SourceDay DAY = new SourceDay("org1234567", "00000000-0000-0000-0000-000000000001", 20_364);
    private static final HeldBack HELD_BACK = new HeldBack("It is cut short.", "s3://cost/a.parquet", "pod_labels");
    private static final LakeFile FILE = new LakeFile("AWS_DAILY", "s3://cost/a.parquet", 1L << 40, 1_760_000_000_000L);
    private static final SourceSettings SOURCE = new SourceSettings(
            "org1234567", "OCP", DAY.source(), "c", "C \uD83D\uDE00", "cloud", "memory", new BigDecimal("0.10"), new OutputSelection(List.of("openshift")));
    private static final OutputPlan OUTPUT_PLAN = new OutputPlan(
            "openshift-on-aws", OutputPlan.Purpose.KEEP, HELD_BACK, new PublishedState("f", "c"), List.of(new PlannedCluster(SOURCE, 6)), true,
            new MonthPlan(List.of(new MonthPlan.Day(20_364, "inputs")), new PublishedState("f", "c"), true, true));
    private static final DayPlan PLAN = new DayPlan(DAY, 7, SOURCE, List.of(FILE, FILE), Overlap.ALL, true, List.of(OUTPUT_PLAN, OUTPUT_PLAN));
    private static final Contribution CONTRIBUTION = new Contribution(DAY, 7, FILE, 1, true, 3, new byte[] {1, 0, -1}, HELD_BACK);
    private static final ReferenceSnapshot REFERENCE = new ReferenceSnapshot("org1234567", 7, List.of(
            new ReferenceSnapshot.EnabledKeys("OCP", List.of("app")), new ReferenceSnapshot.EnabledKeys("AWS", List.of("tier", ""))),
            List.of(new NamespacePattern("kube-%", 1)), List.of(new NodeRole("n1", null, null), new NodeRole("n2", "i-2", "worker")),
            List.of(new ReportPeriod("s", 1, 2)), List.of(new Bill("s", 1, 2)), List.of(new CostModel("s", new BigDecimal("0.1"), null)),
            List.of(new ReferenceSnapshot.TableRows("reporting_awsaccountalias", List.of(new ReferenceSnapshot.Row(Arrays.asList("123", null))))),
            List.of(new ReferenceSnapshot.MappedKey("OCP", "application", "app")));
    private static final OutputPeriod PERIOD = new OutputPeriod("openshift", "org1234567", DAY.source(), Grain.MONTH, 20_362);
    private static final DayRows ROWS = new DayRows(PERIOD, 7, "table", 1, new byte[] {10});
    private static final DayMark MARK = new DayMark(
            PERIOD, 7, new DayMark.Content("f", "c", 1), new DayMark.Basis(6, 2, 3, 7), true, HELD_BACK, "15 counts.", "my-cluster",
            new DayMark.LastGood(new DayMark.Content("f", "c", 1), new DayMark.Basis(5, 2, 3, 7)));

    static Stream<Record> values() {
        return Stream.of(DAY, HELD_BACK, FILE, SOURCE, PLAN, CONTRIBUTION, DayInput.of(PLAN), DayInput.of(CONTRIBUTION), REFERENCE,
                new CompleteDay(PLAN, "openshift", 8, List.of(CONTRIBUTION), REFERENCE, PLAN, List.of(CONTRIBUTION)), new Emitted(7, 8, "inputs"), new ForgottenDay(7, 8, 9),
                new ClusterDay(DAY, "s", ClusterDay.Standing.HELD_BACK, 7, 8, "r", "f", HELD_BACK, new byte[] {1}, 9),
                new MonthDay(PERIOD, 20_364, MonthDay.Standing.HELD_BACK, 7, SOURCE, OUTPUT_PLAN.month(), "inputs", HELD_BACK, new byte[] {1}, 1, 2, 3, 4),
                PERIOD, ROWS, MARK, PublishInput.of(ROWS), PublishInput.of(MARK),
                new DayReport(PERIOD, 7, DayReport.Outcome.SUPERSEDED, 1, 2, 3, 4, HELD_BACK, new Replaced(5, 0.5)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void isSerializedWithoutKryo(Record value) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(value.getClass());
        assertNothingGeneric(TypeInformation.of(value.getClass()), value.getClass().getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("values")
    void comesBackAsItWas(Record value) throws Exception {
        assertThat(throughBytes(value)).usingRecursiveComparison().isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void comesBackAsItWasWhenEverythingIsNull(Record value) throws Exception {
        Record nothing = nothing(value.getClass());
        assertThat(throughBytes(nothing)).isEqualTo(nothing);
    }

    @Test
    void streamsAndStateCanBeKeyedByDays() {
        assertThat(TypeInformation.of(SourceDay.class).isKeyType()).isTrue();
    }

    private static void assertNothingGeneric(TypeInformation<?> type, String path) {
        assertThat(type).as(path).isNotInstanceOf(GenericTypeInfo.class);
        if (type instanceof PojoTypeInfo<?> pojo) {
            for (int field = 0; field < pojo.getArity(); field++) {
                assertNothingGeneric(pojo.getTypeAt(field), path + "." + pojo.getFieldNames()[field]);
            }
        } else if (type instanceof ListTypeInfo<?> list) {
            assertNothingGeneric(list.getElementTypeInfo(), path + "[]");
        } else if (type instanceof MapTypeInfo<?, ?> map) {
            assertNothingGeneric(map.getKeyTypeInfo(), path + " key");
            assertNothingGeneric(map.getValueTypeInfo(), path + " value");
        }
    }

    private static <T> T throughBytes(T value) throws IOException {
        SerializerConfigImpl withoutGenericTypes = new SerializerConfigImpl();
        withoutGenericTypes.setGenericTypes(false);
        @SuppressWarnings("unchecked")
        TypeSerializer<T> serializer = ((TypeInformation<T>) TypeInformation.of(value.getClass())).createSerializer(withoutGenericTypes);
        DataOutputSerializer output = new DataOutputSerializer(64);
        serializer.serialize(value, output);
        return serializer.deserialize(new DataInputDeserializer(output.getCopyOfBuffer()));
    }

    /** The record of nulls, zeros and falses. */
    private static Record nothing(Class<? extends Record> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Stream.of(types)
                .map(component ->
                        component == long.class ? (Object) 0L : component == int.class ? (Object) 0 : component == boolean.class ? (Object) false : null)
                .toArray();
        return type.getDeclaredConstructor(types).newInstance(values);
    }
}
