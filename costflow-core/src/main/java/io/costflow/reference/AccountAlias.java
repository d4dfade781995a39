package io.costflow.reference;

/**
 * A row of reporting_awsaccountalias.
 *
 * @param accountId the account's number
 * @param id the id of its alias
 */
public record AccountAlias(String accountId, int id) {}
