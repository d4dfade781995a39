package io.costflow.serve.answer;

import io.costflow.costmodel.CostRow;
import io.costflow.costmodel.CostStatement;
import io.costflow.costmodel.CostStatement.MachineBasis;
import io.costflow.costmodel.CostStatement.Rate;
import io.costflow.costmodel.Scope;
import io.costflow.serve.protocol.ErrorCode;
import io.costflow.serve.protocol.StatementFailure;
import io.costflow.serve.statement.Literals;
import io.costflow.serve.statement.RecognisedStatement;
import io.costflow.serve.statement.SyntaxNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the parameters of an insert of costs from its tree: what it charges, at which rates, and what its rows are named. */
final class CostParameters {

    private static final String BY_RATE = "rates_to_usage";
    private static final String MACHINES = "openshift_vm_usage_line_items";
    private static final String MACHINES_DAILY = "openshift_vm_usage_line_items_daily";
    private static final String PODS = "openshift_pod_usage_line_items";
    private static final String GPUS = "openshift_gpu_usage_line_items_daily";
    private static final String NODE_LABELS = "openshift_node_labels_line_items";
    private static final String NAMESPACE_LABELS = "openshift_namespace_labels_line_items_daily";

    private static final String PATH = "$.";
    private static final String ANYTHING = "%";

    /**
     * What an insert adds.
     *
     * @param unusedGpus of GPUs, whether the costs of used ones or of unused ones are inserted: koku has a statement for each
     */
    record Costs(CostStatement statement, Scope scope, Optional<Boolean> unusedGpus) {

        boolean has(CostRow row) {
            return unusedGpus.isEmpty() || unusedGpus.get() == row.isOfUnusedGpus();
        }
    }

    private final RecognisedStatement statement;
    private final SyntaxNode query;
    private final Map<String, SyntaxNode> columns = new LinkedHashMap<>();

    private CostParameters(RecognisedStatement statement) throws StatementFailure {
        this.statement = statement;
        this.query = statement.tree().node("query").node("queryBody").find(node -> node.is("QuerySpecification")).orElseThrow(() -> missing("a SELECT"));
        List<SyntaxNode> names = statement.tree().nodes("columns");
        List<SyntaxNode> items = query.node("select").nodes("selectItems");
        for (int column = 0; column < names.size() && column < items.size(); column++) {
            columns.put(name(names.get(column)), items.get(column).node("expression"));
        }
    }

    /**
     * Reads the parameters of a statement.
     *
     * @throws StatementFailure if one is missing
     */
    static Costs of(RecognisedStatement statement, String source) throws StatementFailure {
        return new CostParameters(statement).costs(source);
    }

    private Costs costs(String source) throws StatementFailure {
        boolean distributed = columns.containsKey("distributed_cost");
        SummaryPeriod period = SummaryPeriod.of(statement).orElseThrow(() -> missing("days"));
        Scope.ByRate byRate = statement.target().table().equals(BY_RATE)
                ? new Scope.ByRate(literal("cost_model_id"), literal("rate_id"), distributed ? null : literal("custom_name"), distributed ? null : literal("metric_type"))
                : null;
        int reportPeriod = distributed ? 0 : whole(columns.get("report_period_id"), "a report period"); // of distributions, it is that of the costs
        Scope scope = new Scope(source, period.from(), period.to(), reportPeriod, distributed ? null : required("cost_model_rate_type"), byRate);
        if (distributed) {
            String type = required("cost_model_rate_type");
            return all(reads(GPUS) ? new CostStatement.GpuDistribution(type) : new CostStatement.GpuDistributionTakenOff(type), scope);
        }
        if (reads(NAMESPACE_LABELS)) {
            SyntaxNode price = statement.tree().node("query").node("with").all("SingleColumn").stream().map(item -> item.node("expression"))
                    .filter(expression -> rateIn(expression).isPresent()).findFirst().orElseThrow(() -> missing("a rate"));
            String key = key(statement.tree().node("query").node("with")).orElseThrow(() -> missing("a tag"));
            return all(new CostStatement.Projects(byTag(key, price), days(price), literal("cluster_id"), literal("cluster_alias")), scope);
        }
        SyntaxNode price = List.of("cost_model_cpu_cost", "cost_model_gpu_cost", "calculated_cost").stream().map(columns::get).filter(found -> found != null).findFirst()
                .orElseThrow(() -> missing("a cost"));
        if (reads(GPUS)) {
            boolean unused = reads(NODE_LABELS);
            Rate rate = price.is("SearchedCaseExpression") ? byTag(null, price) : flat(price);
            return new Costs(
                    new CostStatement.Gpus(vendor(), rate, days(price), literal("cluster_id"), literal("cluster_alias")), scope, Optional.of(unused));
        }
        if (!reads(MACHINES) && !reads(MACHINES_DAILY) && !reads(PODS)) {
            throw missing("line items that costs are known of");
        }
        Optional<String> key = key(query.node("where"));
        MachineBasis basis = basis();
        Rate rate = key.isPresent() ? byTag(key.get(), price) : flat(price);
        int days = key.isPresent() && basis == MachineBasis.CORE_MONTH ? days(price) : 0;
        return all(new CostStatement.Machines(basis, rate, !reads(PODS), days, literal("monthly_cost_type")), scope);
    }

    private static Costs all(CostStatement statement, Scope scope) {
        return new Costs(statement, scope, Optional.empty());
    }

    /** Where cores count, the statement looks for the place of a machine first; for hours of cores, it reads how long the machine was up. */
    private MachineBasis basis() {
        if (statement.tree().node("query").node("with") == null) {
            return MachineBasis.HOURS;
        }
        boolean uptime = statement.tree().all("Identifier").stream().anyMatch(identifier -> name(identifier).equals("vm_uptime_total_seconds"));
        return uptime ? MachineBasis.CORE_HOURS : MachineBasis.CORE_MONTH;
    }

    private boolean reads(String table) {
        return statement.tables().stream().anyMatch(name -> name.table().equals(table));
    }

    private Rate.Flat flat(SyntaxNode price) throws StatementFailure {
        return new Rate.Flat(rateIn(price).orElseThrow(() -> missing("a rate")));
    }

    /** The rates of values are the branches of a CASE; where every value has the same rate, there is none. */
    private Rate.ByTag byTag(String key, SyntaxNode price) throws StatementFailure {
        if (!price.is("SearchedCaseExpression")) {
            return new Rate.ByTag(key, Map.of(), rateIn(price).orElseThrow(() -> missing("a rate")));
        }
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        for (SyntaxNode branch : price.nodes("whenClauses")) {
            String value = Literals.text(branch.node("operand").node("right")).orElseThrow(() -> missing("the value of a tag"));
            values.putIfAbsent(value, rateIn(branch.node("result")).orElseThrow(() -> missing("a rate")));
        }
        SyntaxNode otherwise = price.node("defaultValue");
        return new Rate.ByTag(key, values, otherwise == null ? null : rateIn(otherwise).orElse(null));
    }

    /** A rate is cast to a decimal. It is the first literal of an expression that is. */
    private static Optional<BigDecimal> rateIn(SyntaxNode expression) {
        return expression.find(node -> node.is("Cast") && Literals.text(node).isPresent()).flatMap(Literals::text).flatMap(CostParameters::number);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What the first division of an expression divides a month's rate by. */
    private int days(SyntaxNode price) throws StatementFailure {
        SyntaxNode divisor = price.find(node -> node.is("ArithmeticBinaryExpression") && "DIVIDE".equals(node.text("operator"))).map(node -> node.node("right"))
                .orElseThrow(() -> missing("the days of the month"));
        return whole(divisor.find(node -> Literals.text(node).isPresent()).orElse(divisor), "the days of the month");
    }

    private int whole(SyntaxNode literal, String what) throws StatementFailure {
        try {
            return Integer.parseInt(Literals.text(literal).orElseThrow(() -> missing(what)));
        } catch (NumberFormatException e) {
            throw missing(what);
        }
    }

    /** The key of a tag, by which labels are looked into. */
    private static Optional<String> key(SyntaxNode expression) {
        return expression.all("FunctionCall").stream()
                .filter(call -> name(call.nodes("name").get(0)).startsWith("json_extract"))
                .flatMap(call -> Literals.text(call.nodes("arguments").get(1)).stream())
                .filter(path -> path.startsWith(PATH)).map(path -> path.substring(PATH.length())).findFirst();
    }

    private String vendor() throws StatementFailure {
        return statement.tree().all("LikePredicate").stream()
                .filter(like -> like.node("value").all("Identifier").stream().anyMatch(identifier -> name(identifier).equals("gpu_vendor_name")))
                .flatMap(like -> Literals.text(like.node("pattern")).stream())
                .filter(pattern -> pattern.endsWith(ANYTHING)).map(pattern -> pattern.substring(0, pattern.length() - 1)).findFirst()
                .orElseThrow(() -> missing("a vendor"));
    }

    /** The text of a column's literal; null for NULL. */
    private String literal(String column) {
        return Literals.text(columns.get(column)).orElse(null);
    }

    private String required(String column) throws StatementFailure {
        return Literals.text(columns.get(column)).orElseThrow(() -> missing("a value of " + column));
    }

    private static String name(SyntaxNode identifier) {
        return identifier.text("value").toLowerCase(Locale.ROOT);
    }

    private StatementFailure missing(String what) {
        return new StatementFailure(ErrorCode.NOT_SUPPORTED, "The statement has a known form of costs (fingerprint " + statement.fingerprint() + "), but lacks " + what + ".");
    }
}
