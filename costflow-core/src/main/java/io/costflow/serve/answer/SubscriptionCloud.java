package io.costflow.serve.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.provider.JsonMember;
import io.costflow.serve.answer.LineItemAnswer.Field;
import io.costflow.serve.protocol.ResultColumn;
import io.costflow.serve.protocol.StatementFailure;
import io.costflow.serve.protocol.TrinoType;
import io.costflow.serve.statement.TableName;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** How the line items of a cloud say that a machine runs a metered subscription. */
enum SubscriptionCloud {
    AWS("aws_line_items", "lineitem_resourceid", "lineitem_usagestartdate", List.of("lineitem_usageaccountid"), "lineitem_usageaccountid",
            List.of("lineitem_productcode", "lineitem_lineitemtype", "product_vcpu", "resourcetags")) {
        @Override
        String account(LineItemScan item) {
            return item.text("lineitem_usageaccountid");
        }

        @Override
        boolean isMetered(LineItemScan item) {
            return "AmazonEC2".equals(item.text("lineitem_productcode")) && Boolean.TRUE.equals(item.computed("resourcetags", NAMES_TAG));
        }

        @Override
        boolean isUsage(LineItemScan item) {
            String processors = item.text("product_vcpu");
            return USAGE_TYPES.contains(String.valueOf(item.text("lineitem_lineitemtype"))) && processors != null && !processors.isEmpty();
        }

        @Override
        boolean hasTag(LineItemScan item) {
            return tags(item).get(TAG) != null;
        }

        @Override
        List<String> machine(LineItemScan item) {
            return List.of(item.text("lineitem_resourceid"));
        }

        @Override
        List<ResultColumn> machineColumns() {
            return List.of(new ResultColumn("lineitem_resourceid", TrinoType.VARCHAR), new ResultColumn("_col1", TrinoType.TIMESTAMP));
        }

        @Override
        List<Object> row(List<String> machine, LocalDateTime last, LocalDate today) {
            return Arrays.asList(machine.get(0), Rows.value(last));
        }

        @Override
        List<Field> fields() {
            return List.of(
                    new Field(new ResultColumn("time_split", TrinoType.array(TrinoType.VARCHAR)), item -> interval(item)),
                    new Field(new ResultColumn("tags", new TrinoType("json", List.of())), item -> json(tags(item))),
                    Field.text("subs_start_time", item -> part(item, 0)),
                    Field.text("subs_end_time", item -> part(item, 1)),
                    Field.text("subs_vcpu", item -> item.text("product_vcpu")),
                    Field.text("subs_account", item -> item.text("lineitem_usageaccountid")),
                    Field.text("subs_resource_id", item -> item.text("lineitem_resourceid")),
                    tag("subs_role", "_variant", SubscriptionCloud::role),
                    tag("subs_usage", "_usage", SubscriptionCloud::usage),
                    tag("subs_sla", "_sla", SubscriptionCloud::supportLevel),
                    tag("subs_rhel_version", "", SubscriptionCloud::version),
                    tag("subs_addon_id", "_addon", SubscriptionCloud::addOn),
                    tag("subs_conversion", "_conversion", SubscriptionCloud::conversion));
        }

        private Field tag(String name, String key, Function<String, String> value) {
            return Field.text(name, item -> value.apply(lower(tags(item).get(TAG + key))));
        }

        private static Map<String, String> tags(LineItemScan item) {
            Map<String, String> tags = item.computed("resourcetags", SUBSCRIPTION_TAGS);
            return tags == null ? Map.of() : tags;
        }

        private static List<String> interval(LineItemScan item) {
            String interval = item.text("identity_timeinterval");
            return interval == null ? null : List.of(interval.split("/", -1));
        }

        private static String part(LineItemScan item, int number) {
            List<String> parts = interval(item);
            return parts == null || parts.size() <= number ? null : parts.get(number);
        }
    },
    AZURE("azure_line_items", "resourceid", "date", List.of("subscriptionid", "subscriptionguid"), "_col0",
            List.of("resourcegroup", "metercategory", "quantity", "additionalinfo", "tags")) {
        @Override
        String account(LineItemScan item) {
            String id = item.text("subscriptionid");
            return id == null || id.isEmpty() ? item.text("subscriptionguid") : id;
        }

        @Override
        boolean isMetered(LineItemScan item) {
            return "Virtual Machines".equals(item.text("metercategory")) && additional(item, "vcpus") != null && anyCase(item, "") != null;
        }

        @Override
        boolean isUsage(LineItemScan item) {
            Double quantity = item.number("quantity");
            return quantity != null && Math.ceil(quantity) > 0;
        }

        @Override
        boolean hasTag(LineItemScan item) {
            return true;
        }

        @Override
        List<String> machine(LineItemScan item) {
            // with its own name beside the one that is shown: koku groups by the former, in which line items may differ
            return Arrays.asList(
                    item.text("resourceid"), account(item), item.text("resourcegroup"), name(item), item.text("subscriptionid"), item.text("subscriptionguid"),
                    additional(item, NAME));
        }

        @Override
        List<ResultColumn> machineColumns() {
            return List.of(
                    new ResultColumn("resource_id", TrinoType.VARCHAR), new ResultColumn("instance_key", TrinoType.VARCHAR), new ResultColumn("_col2", TrinoType.TIMESTAMP));
        }

        @Override
        List<Object> row(List<String> machine, LocalDateTime last, LocalDate today) {
            List<String> key = machine.subList(1, 4);
            boolean isComplete = last != null && last.isBefore(today.minusDays(2).atStartOfDay());
            return Arrays.asList(machine.get(0), key.contains(null) ? null : String.join(":", key), last == null ? null : Rows.value(isComplete ? last : last.minusDays(1)));
        }

        @Override
        List<Field> fields() {
            return List.of(
                    day("subs_start_time", 0),
                    day("subs_end_time", 1),
                    Field.text("subs_vcpu", item -> additional(item, "vcpus")),
                    Field.text("subs_account", this::account),
                    Field.text("subs_resource_id", item -> lastPart(item.text("resourceid"))),
                    new Field(new ResultColumn("subs_usage_quantity", TrinoType.INTEGER), item -> (int) Math.ceil(item.number("quantity"))),
                    Field.text("subs_role", item -> role(anyCase(item, "_variant"))),
                    Field.text("subs_usage", item -> usage(anyCase(item, "_usage"))),
                    Field.text("subs_sla", item -> supportLevel(anyCase(item, "_sla"))),
                    Field.text("subs_rhel_version", item -> version(exact(item, ""))),
                    Field.text("subs_addon_id", item -> addOn(exact(item, "_addon"))),
                    Field.text("subs_conversion", item -> conversion(exact(item, "_conversion"))),
                    Field.text("subs_instance", item -> lower(anyCase(item, "_instance"))),
                    Field.text("subs_vmname", this::name));
        }

        private Field day(String name, int later) {
            return new Field(new ResultColumn(name, new TrinoType("timestamp with time zone", List.of(3L))), item -> {
                LocalDateTime time = item.time("date");
                return time == null ? null : ZONED.format(time.plusDays(later));
            });
        }

        private static String additional(LineItemScan item, String key) {
            return member(item.computed("additionalinfo", MEMBERS_IN_LOWER_CASE), key);
        }

        private String name(LineItemScan item) {
            String name = additional(item, NAME);
            return name == null ? lastPart(item.text("resourceid")) : name;
        }

        private static String lastPart(String resource) {
            String last = resource == null ? "" : resource.substring(resource.lastIndexOf('/') + 1);
            return last.isEmpty() ? null : last;
        }

        private static String anyCase(LineItemScan item, String key) {
            return member(item.computed(TAGS_COLUMN, MEMBERS_IN_LOWER_CASE), TAG + key);
        }

        private static String exact(LineItemScan item, String key) {
            return member(item.computed(TAGS_COLUMN, MEMBERS), TAG + key);
        }

        private static String member(Map<String, String> members, String key) {
            return members == null ? null : members.get(key);
        }
    };

    private static final String NAME = "vmname";
    private static final String TAG = "com_redhat_rhel";
    private static final String TAGS_COLUMN = "tags";
    private static final Set<String> TAGS = Set.of(TAG, TAG + "_variant", TAG + "_usage", TAG + "_sla", TAG + "_addon", TAG + "_conversion");
    private static final Set<String> USAGE_TYPES = Set.of("Usage", "SavingsPlanCoveredUsage", "DiscountedUsage");
    private static final DateTimeFormatter ZONED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS 'UTC'");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Function<String, Boolean> NAMES_TAG = text -> lower(text).contains(TAG);
    private static final Function<String, Map<String, String>> SUBSCRIPTION_TAGS = SubscriptionCloud::subscriptionTags;
    private static final Function<String, Map<String, String>> MEMBERS = JsonMember::scalars;
    private static final Function<String, Map<String, String>> MEMBERS_IN_LOWER_CASE = text -> JsonMember.scalars(lower(text));

    private final String table;
    private final String resource;
    private final String time;
    private final List<String> accounts;
    private final String accountColumn;
    private final List<String> others;

    /** @param others the further columns that decide about a line item, or distinguish machines */
    SubscriptionCloud(String table, String resource, String time, List<String> accounts, String accountColumn, List<String> others) {
        this.table = table;
        this.resource = resource;
        this.time = time;
        this.accounts = accounts;
        this.accountColumn = accountColumn;
        this.others = others;
    }

    static SubscriptionCloud of(List<TableName> read) throws StatementFailure {
        for (SubscriptionCloud cloud : values()) {
            if (read.stream().anyMatch(name -> name.table().equals(cloud.table))) {
                return cloud;
            }
        }
        throw Questions.lacks("line items of AWS or Azure");
    }

    String table() {
        return table;
    }

    /** The column that names a machine. */
    String resource() {
        return resource;
    }

    /** The column that says when a line item is of. */
    String time() {
        return time;
    }

    /** The columns one of which must be the account that is asked for. */
    List<String> accounts() {
        return accounts;
    }

    /** How Trino names the column of accounts. */
    String accountColumn() {
        return accountColumn;
    }

    /** Returns the columns that decide about a line item, and what distinguishes machines. */
    List<Column> tested(LineItemFiles files) {
        List<Column> columns = new ArrayList<>(List.of(files.column(resource), files.column(time)));
        accounts.forEach(name -> columns.add(files.column(name)));
        others.forEach(name -> columns.add(files.column(name)));
        return columns;
    }

    abstract String account(LineItemScan item);

    /** Whether a line item is of a machine that has the tag of a subscription. */
    abstract boolean isMetered(LineItemScan item);

    /** Whether it is one that counts as usage. */
    abstract boolean isUsage(LineItemScan item);

    /** Whether the tag of a subscription itself is there, beside others whose names begin like it. */
    abstract boolean hasTag(LineItemScan item);

    /** What distinguishes machines. */
    abstract List<String> machine(LineItemScan item);

    abstract List<ResultColumn> machineColumns();

    /**
     * The row of a machine.
     *
     * @param last the time of its last line item
     */
    abstract List<Object> row(List<String> machine, LocalDateTime last, LocalDate today);

    /** What is added to the columns of the files. */
    abstract List<Field> fields();

    /** The tags of subscriptions alone, their keys in lower case. */
    private static Map<String, String> subscriptionTags(String tags) {
        Map<String, String> found = new TreeMap<>();
        Questions.labels(tags).forEach((key, value) -> {
            if (TAGS.contains(lower(key))) {
                found.putIfAbsent(lower(key), value);
            }
        });
        return found;
    }

    private static String lower(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    private static String role(String variant) {
        return switch (lower(variant)) {
            case "workstation" -> "Red Hat Enterprise Linux Workstation";
            case "hpc" -> "Red Hat Enterprise Linux Compute Node";
            case "sap" -> "SAP";
            default -> "Red Hat Enterprise Linux Server";
        };
    }

    private static String usage(String usage) {
        return switch (lower(usage)) {
            case "development/test" -> "Development/Test";
            case "disaster recovery" -> "Disaster Recovery";
            default -> "Production";
        };
    }

    private static String supportLevel(String level) {
        return switch (lower(level)) {
            case "standard" -> "Standard";
            case "self-support" -> "Self-Support";
            default -> "Premium";
        };
    }

    private static String version(String version) {
        return lower(version).equals("7") ? "69" : "479";
    }

    private static String addOn(String name) {
        return lower(name).equals("els") ? "204" : null;
    }

    private static String conversion(String flag) {
        return String.valueOf(lower(flag).equals("true"));
    }

    private static String json(Map<String, String> values) {
        ObjectNode object = JSON.createObjectNode();
        values.forEach(object::put);
        return object.toString();
    }
}
