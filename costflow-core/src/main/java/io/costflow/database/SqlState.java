package io.costflow.database;

/**
 * A class of PostgreSQL's error codes, or a single code.
 *
 * @param prefix the first two or more characters of the SQLSTATE
 * @param name what PostgreSQL's documentation (appendix A) calls it
 * @param errorClass what is done about it
 * @param advice what its operator has to do, as a full sentence
 */
public record SqlState(String prefix, String name, SqlErrorClass errorClass, String advice) {}
