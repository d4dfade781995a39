package io.costflow.provider.aws;

import java.time.LocalDate;

/**
 * A row of reporting_awsorganizationalunit that is about an account (H.4).
 *
 * @param id the row's id
 * @param accountAlias the id of the account's alias
 * @param source the AWS source that found it, which keeps it
 * @param created the day of the crawl that found it first
 * @param deleted the day of the crawl that found it gone, or null
 */
public record OrganizationalUnit(int id, int accountAlias, String source, LocalDate created, LocalDate deleted) {

    /** Whether the account of an alias is in this unit on a day of a source. */
    boolean has(int alias, String ofSource, LocalDate day) {
        return accountAlias == alias && ofSource.equals(source) && !created.isAfter(day) && (deleted == null || deleted.isAfter(day));
    }
}
