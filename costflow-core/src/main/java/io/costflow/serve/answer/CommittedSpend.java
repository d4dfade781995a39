package io.costflow.serve.answer;

import io.costflow.inventory.SourceFolders;
import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.parquet.RowCondition;
import io.costflow.serve.answer.DistinctValues.Days;
import io.costflow.serve.answer.LineItemAnswer.Field;
import io.costflow.serve.protocol.Answer;
import io.costflow.serve.protocol.ErrorCode;
import io.costflow.serve.protocol.ResultColumn;
import io.costflow.serve.protocol.StatementFailure;
import io.costflow.serve.protocol.TrinoType;
import io.costflow.serve.statement.Literals;
import io.costflow.serve.statement.RecognisedStatement;
import io.costflow.serve.statement.SyntaxNode;
import io.costflow.sql.lake.LakeTable;
import io.costflow.sql.scan.LakePartition;
import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers which line items of a day count as committed spend with Red Hat (specification, M.2). */
final class CommittedSpend {

    private static final String RED_HAT = "Red Hat";
    private static final String ESTIMATED = "lineitem_unblendedcost";
    private static final String DESCRIPTION = "lineitem_lineitemdescription";
    private static final String PROCESSORS = "product_vcpu";
    private static final String HOURS = "lineitem_usageamount";
    private static final List<String> OF_ESTIMATE = List.of(ESTIMATED, DESCRIPTION, PROCESSORS, HOURS);

    private final SourceFolders folders;

    CommittedSpend(SourceFolders folders) {
        this.folders = folders;
    }

    /** The table of a cloud's line items, by what decides that a line item counts. */
    private enum Cloud {
        AWS("aws_line_items_daily", "lineitem_usagestartdate",
                List.of("lineitem_legalentity", "bill_billingentity", "lineitem_lineitemtype", "product_productname", DESCRIPTION)) {
            @Override
            boolean counts(LineItemScan item) {
                String entity = item.text("lineitem_legalentity");
                if ("AWS Marketplace".equals(item.text("bill_billingentity")) && contains(entity, RED_HAT)) {
                    return true;
                }
                if (!contains(entity, "Amazon Web Services") && !contains(entity, "AWS")) {
                    return false;
                }
                String type = item.text("lineitem_lineitemtype");
                return contains(item.text("product_productname"), RED_HAT) || isRedHat(item.text(DESCRIPTION)) && type != null && !type.equals("RIFee");
            }
        },
        AZURE("azure_line_items", "date", List.of("metersubcategory", "publishername", "publishertype")) {
            @Override
            boolean counts(LineItemScan item) {
                boolean hasMeter = contains(item.text("metersubcategory"), RED_HAT);
                String publisher = item.text("publishername");
                String type = item.text("publishertype");
                return "Azure".equals(type) && hasMeter
                        || "Marketplace".equals(type) && (contains(publisher, RED_HAT) || hasMeter && ("Microsoft".equals(publisher) || "Azure".equals(publisher)));
            }
        },
        GCP("gcp_line_items_daily", "usage_start_time", List.of("sku_description", "service_description")) {
            @Override
            boolean counts(LineItemScan item) {
                String sku = item.text("sku_description");
                return contains(sku, "RedHat") || contains(sku, RED_HAT) || contains(item.text("service_description"), RED_HAT);
            }
        };

        private final String table;
        private final String time;
        private final List<String> tested;

        /** @param tested the columns that decide whether a line item counts */
        Cloud(String table, String time, List<String> tested) {
            this.table = table;
            this.time = time;
            this.tested = tested;
        }

        abstract boolean counts(LineItemScan item);

        static Cloud of(RecognisedStatement statement) throws StatementFailure {
            for (Cloud cloud : values()) {
                if (statement.tables().stream().anyMatch(read -> read.table().equals(cloud.table))) {
                    return cloud;
                }
            }
            throw Questions.lacks("line items of a cloud");
        }
    }

    Answer answer(RecognisedStatement statement) throws StatementFailure, IOException, InterruptedException {
        Cloud cloud = Cloud.of(statement);
        String source = Questions.required(statement, "source");
        YearMonth month = Questions.month(statement);
        Days days = Questions.days(statement, cloud.time);
        LakeTable table = LakeTable.of(cloud.table).orElseThrow();
        LineItemFiles files = LineItemFiles.list(folders, statement.tenant(), table, source, month);
        LakePartition folder = LakePartition.of(source, month);
        List<SyntaxNode> selected = statement.tree().node("queryBody").node("select").nodes("selectItems");
        boolean isAll = selected.stream().anyMatch(item -> item.is("AllColumns"));
        List<Column> ofFiles = isAll ? files.allColumns() : List.of();
        Set<Column> read = new LinkedHashSet<>(isAll ? files.withOwn(ofFiles) : List.of(files.column(cloud.time)));
        cloud.tested.forEach(name -> read.add(files.column(name)));
        List<Field> fields = new ArrayList<>();
        for (SyntaxNode item : selected) {
            if (item.is("AllColumns")) {
                fields.addAll(LineItemFiles.fields(ofFiles, folder));
            } else {
                Field field = field(item, table, folder);
                fields.add(field);
                read.addAll(columns(field.column().name(), table));
            }
        }
        RowCondition.TimeWithin within = days.condition();
        return LineItemAnswer.of(files.read(List.copyOf(read), List.of(within)), item -> item.isWithin(within) && cloud.counts(item), fields);
    }

    /** Returns the columns that a field is computed from. */
    private static List<Column> columns(String field, LakeTable table) {
        List<String> names = field.equals(ESTIMATED) ? OF_ESTIMATE : List.of(field);
        return table.columns().stream().filter(column -> names.contains(column.name())).toList();
    }

    /** A column, the text that names an account or an organisation, or the cost that is estimated. */
    private static Field field(SyntaxNode item, LakeTable table, LakePartition folder) throws StatementFailure {
        SyntaxNode expression = item.node("expression");
        String name = item.node("alias") != null ? item.node("alias").text("value") : expression.text("value");
        if (expression.is("Identifier")) {
            Optional<Column> column = table.columns().stream().filter(one -> one.name().equals(name)).findFirst();
            if (column.isPresent()) {
                return Field.of(column.get());
            }
            if (LakePartition.KEYS.contains(name)) {
                return Field.text(name, any -> folder.value(name));
            }
            throw new StatementFailure(ErrorCode.GENERIC_USER_ERROR, "Column '" + name + "' cannot be resolved");
        }
        if (name.equals(ESTIMATED)) {
            return new Field(new ResultColumn(name, TrinoType.DOUBLE), CommittedSpend::estimatedCost);
        }
        String text = Literals.text(expression).orElse(null);
        return Field.text(name, any -> text);
    }

    /** The cost of a line item of AWS: for machines that run Red Hat's software, by the number of their processors. */
    private static Object estimatedCost(LineItemScan item) {
        Optional<Integer> processors = isRedHat(item.text(DESCRIPTION)) ? integer(item.text(PROCESSORS)) : Optional.empty();
        if (processors.isEmpty()) {
            return Rows.value(item.number(ESTIMATED));
        }
        double rate = processors.get() <= 8 ? 0.0144 : processors.get() <= 127 ? 0.0108 : 0.0096;
        Double hours = item.number(HOURS);
        return hours == null ? null : Rows.value(rate * hours * processors.get());
    }

    private static Optional<Integer> integer(String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Integer.valueOf(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isRedHat(String description) {
        return contains(description, RED_HAT) || contains(description, "RHEL");
    }

    private static boolean contains(String text, String part) {
        return text != null && text.contains(part);
    }
}
