package io.costflow.sql.scan;

import java.util.List;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.FunctionDefinition;

/**
 * Translates the conditions of a query into those of what is scanned: walks over AND, OR and NOT, and asks for the rest.
 *
 * @param <T> the translated condition, or that there is none
 */
public interface ConditionTranslation<T> {

    /** Joins conditions by AND. */
    T all(List<T> conditions);

    /** Joins conditions by OR. */
    T either(List<T> conditions);

    T not(T condition);

    T isNull(String column);

    T isNotNull(String column);

    /** Translates what is none of the others, such as a comparison. */
    T other(ResolvedExpression expression);

    /** Translates a condition. */
    default T translate(ResolvedExpression expression) {
        if (!(expression instanceof CallExpression call)) {
            return other(expression);
        }
        FunctionDefinition function = call.getFunctionDefinition();
        List<ResolvedExpression> operands = call.getResolvedChildren();
        if (function == BuiltInFunctionDefinitions.AND) {
            return all(operands.stream().map(this::translate).toList());
        }
        if (function == BuiltInFunctionDefinitions.OR) {
            return either(operands.stream().map(this::translate).toList());
        }
        if (function == BuiltInFunctionDefinitions.NOT) {
            return not(translate(operands.get(0)));
        }
        if (function == BuiltInFunctionDefinitions.IS_NULL && operands.get(0) instanceof FieldReferenceExpression field) {
            return isNull(field.getName());
        }
        if (function == BuiltInFunctionDefinitions.IS_NOT_NULL && operands.get(0) instanceof FieldReferenceExpression field) {
            return isNotNull(field.getName());
        }
        return other(expression);
    }
}
