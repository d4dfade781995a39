package io.costflow.provider.aws;

import io.costflow.day.SourceDay;
import java.util.Map;

/**
 * What reference data says of an AWS source's day.
 *
 * @param day the day
 * @param bill the id of the month's bill
 * @param markup what is added to every cost, as a fraction
 * @param accountAliases the ids of the accounts' aliases; of several of one account the largest
 */
record AwsDayReference(SourceDay day, int bill, double markup, Map<String, Integer> accountAliases) {

    Integer accountAlias(String account) {
        return accountAliases.get(account);
    }
}
