package io.costflow.provider.aws;

import io.costflow.reference.ReferenceSnapshot.Row;
import java.time.LocalDate;
import java.util.List;

/**
 * A row of reporting_awsorganizationalunit that is about an account (H.4).
 *
 * @param id the row's id
 * @param accountAlias the id of the account's alias
 * @param source the AWS source that found it, which keeps it
 * @param created the day of the crawl that found it first
 * @param deleted the day of the crawl that found it gone, or null
 */
record OrganizationalUnit(int id, int accountAlias, String source, LocalDate created, LocalDate deleted) {

    /** Reads a row of {@link AwsReference#ORGANIZATIONAL_UNITS}. */
    static OrganizationalUnit of(Row row) {
        List<String> values = row.values();
        return new OrganizationalUnit(
                Integer.parseInt(values.get(0)),
                Integer.parseInt(values.get(1)),
                values.get(2),
                LocalDate.parse(values.get(3)),
                values.get(4) == null ? null : LocalDate.parse(values.get(4)));
    }

    /** Whether the account of an alias is in this unit on a day of a source. */
    boolean has(int alias, String ofSource, LocalDate day) {
        return accountAlias == alias && ofSource.equals(source) && !created.isAfter(day) && (deleted == null || deleted.isAfter(day));
    }
}
