/**
 * What statements of koku's cost models that read line items would add (specification, 10 and 11): a pure function of facts, of koku's own rows and of the
 * statement's parameters, in the incumbent's arithmetic. {@link io.costflow.costmodel.CostModelStatements} is the entry.
 */
package io.costflow.costmodel;
