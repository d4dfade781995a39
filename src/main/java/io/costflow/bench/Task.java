package io.costflow.bench;

import io.costflow.demo.KokuDatabase;

/**
 * What a contender is told to do once.
 *
 * @param lake the folder that is the lake's root
 * @param from the first day, as in 2025-10-01
 * @param to the last day
 * @param database where the rows go
 * @param rows the file of rows that the floor copies; Costflow computes its own
 */
record Task(String lake, String from, String to, KokuDatabase database, String rows) {}
