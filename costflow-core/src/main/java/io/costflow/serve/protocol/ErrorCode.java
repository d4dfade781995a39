package io.costflow.serve.protocol;

/** Errors under the names, numbers and types that Trino gives them: clients decide by these whether they try again. */
public enum ErrorCode {
    GENERIC_USER_ERROR(0, Type.USER_ERROR),
    SYNTAX_ERROR(1, Type.USER_ERROR),
    USER_CANCELED(3, Type.USER_ERROR),
    PERMISSION_DENIED(4, Type.USER_ERROR),
    NOT_FOUND(5, Type.USER_ERROR),
    INVALID_FUNCTION_ARGUMENT(7, Type.USER_ERROR),
    INVALID_CAST_ARGUMENT(9, Type.USER_ERROR),
    NOT_SUPPORTED(13, Type.USER_ERROR),
    CATALOG_NOT_FOUND(44, Type.USER_ERROR),
    SCHEMA_NOT_FOUND(45, Type.USER_ERROR),
    TABLE_NOT_FOUND(46, Type.USER_ERROR),
    COLUMN_NOT_FOUND(47, Type.USER_ERROR),
    TYPE_MISMATCH(58, Type.USER_ERROR),
    INVALID_LITERAL(59, Type.USER_ERROR),
    AMBIGUOUS_NAME(62, Type.USER_ERROR),
    INVALID_COLUMN_REFERENCE(63, Type.USER_ERROR),
    INVALID_PARAMETER_USAGE(80, Type.USER_ERROR),
    /** A statement has more parts inside each other than the stack has room for. */
    STACK_OVERFLOW(108, Type.USER_ERROR),
    GENERIC_INTERNAL_ERROR(0x1_0000, Type.INTERNAL_ERROR),
    CONFIGURATION_INVALID(0x1_0017, Type.INTERNAL_ERROR),
    QUERY_QUEUE_FULL(0x2_0002, Type.INSUFFICIENT_RESOURCES),
    EXCEEDED_TIME_LIMIT(0x2_0003, Type.INSUFFICIENT_RESOURCES),
    /** Of Trino's connector for databases. */
    JDBC_ERROR(0x400_0000, Type.EXTERNAL),
    /** Of Trino's connector for the lake. */
    HIVE_FILESYSTEM_ERROR(0x100_0005, Type.EXTERNAL);

    /** Whose fault an error is. */
    public enum Type {
        USER_ERROR,
        INTERNAL_ERROR,
        INSUFFICIENT_RESOURCES,
        EXTERNAL
    }

    private final int number;
    private final Type type;

    ErrorCode(int number, Type type) {
        this.number = number;
        this.type = type;
    }

    int number() {
        return number;
    }

    Type type() {
        return type;
    }
}
