package io.costflow.provider.aws;

import io.costflow.day.HeldBack;

/** A column that a table declares NOT NULL, and what the bill must say for it. Without it koku's insert fails; here the day is held back. */
enum MissingValue {
    ACCOUNT("usage_account_id", "lineitem_usageaccountid is NULL"),
    PRODUCT("product_code", "lineitem_productcode is empty or NULL, and no marketplace product has a name instead"),
    CURRENCY("currency_code", "lineitem_currencycode is NULL"),
    CURRENCY_TEXT("currency_code", "lineitem_currencycode is empty or NULL");

    private final String column;
    private final String cause;

    MissingValue(String column, String cause) {
        this.column = column;
        this.cause = cause;
    }

    /** Why a day cannot be published to a table. */
    HeldBack of(String table) {
        return new HeldBack("The bill has line items whose " + cause + ", but the column " + column + " of " + table + " must have a value. Correct the report and"
                + " deliver it again.", null, column);
    }
}
