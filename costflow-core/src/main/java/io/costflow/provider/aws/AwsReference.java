package io.costflow.provider.aws;

import io.costflow.day.HeldBack;
import io.costflow.day.SourceDay;
import io.costflow.provider.DayContents;
import io.costflow.provider.cloud.Bills;
import io.costflow.provider.cloud.CostReference;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.reference.CostModels;
import io.costflow.reference.Digest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.ReferenceSnapshot.Row;
import io.costflow.reference.ReferenceTable;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What reference data says of an AWS source's day.
 *
 * @param day the day
 * @param bill the id of the month's bill
 * @param markup what is added to every cost, as a fraction
 * @param accountAliases the ids of the accounts' aliases; of several of one account the largest
 */
record AwsReference(SourceDay day, int bill, double markup, Map<String, Integer> accountAliases) implements CostReference {

    static final String BILLS = "reporting_awscostentrybill";

    /** The names of accounts. */
    static final ReferenceTable ACCOUNT_ALIASES = new ReferenceTable("reporting_awsaccountalias", "account_id, id", "account_id collate \"C\"", "true");

    /** The organizational units that accounts are in (H.4). */
    static final ReferenceTable ORGANIZATIONAL_UNITS = new ReferenceTable(
            "reporting_awsorganizationalunit", "id, account_alias_id, provider_id, created_timestamp, deleted_timestamp",
            "id", "account_alias_id is not null and provider_id is not null and created_timestamp is not null");

    /** The reference of a day whose month has a bill. */
    static AwsReference of(DayContents day) {
        return of(day.day(), day.source(), day.reference());
    }

    /** The reference of a day of a source whose month has a bill. */
    static AwsReference of(SourceDay day, SourceSettings source, ReferenceSnapshot reference) {
        return new AwsReference(
                day,
                reference.bill(day.source(), day.day()).orElseThrow(),
                CostModels.markup(source, reference).doubleValue(),
                aliases(reference).stream().collect(Collectors.toMap(alias -> alias.values().get(0), AwsReference::id, Math::max)));
    }

    /** Says that the month of a day has no bill, if it has none. */
    static Optional<HeldBack> missingBill(SourceDay day, ReferenceSnapshot reference) {
        return Bills.missing(BILLS, day, reference);
    }

    /** Adds markup, bill, enabled and mapped keys and account aliases to a digest. */
    static void addBillAndAccounts(Digest digest, SourceSettings cloud, LocalDate day, ReferenceSnapshot reference) {
        digest.add(CostModels.markup(cloud, reference).stripTrailingZeros().toPlainString());
        digest.add(reference.bill(cloud.uuid(), day).orElse(-1));
        digest.add(reference.enabledKeys(Aws.TYPE));
        TagMapping.addTo(digest, reference, Aws.TYPE);
        digest.add(aliases(reference).size());
        for (Row alias : aliases(reference)) {
            digest.add(alias.values().get(0));
            digest.add(id(alias));
        }
    }

    /** Adds the units that accounts of a source are in on a day. */
    static void addOrganizationalUnits(Digest digest, SourceSettings cloud, LocalDate day, ReferenceSnapshot reference) {
        List<OrganizationalUnit> units = organizationalUnits(reference).stream().filter(unit -> unit.has(unit.accountAlias(), cloud.uuid(), day)).toList();
        digest.add(units.size());
        for (OrganizationalUnit unit : units) {
            digest.add(unit.id());
            digest.add(unit.accountAlias());
        }
    }

    static List<OrganizationalUnit> organizationalUnits(ReferenceSnapshot reference) {
        return reference.rows(ORGANIZATIONAL_UNITS).stream().map(OrganizationalUnit::of).toList();
    }

    Integer accountAlias(String account) {
        return accountAliases.get(account);
    }

    private static List<Row> aliases(ReferenceSnapshot reference) {
        return reference.rows(ACCOUNT_ALIASES);
    }

    private static int id(Row alias) {
        return Integer.parseInt(alias.values().get(1));
    }
}
