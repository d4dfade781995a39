package io.costflow.bench;

import io.costflow.testbed.Steps;

/**
 * Tasks that are measured after one another.
 *
 * @param steps tells what is done
 * @param databases the databases that the tasks work on
 * @param name what the round is called
 */
record Round(Steps steps, BenchDatabases databases, String name) {

    /** Does a task, once what earlier ones left in memory is written out. */
    Measurement measure(String what, Contender contender, Task task) throws Exception {
        databases.settle();
        return steps.run(what + ", " + name, () -> contender.run(task));
    }
}
