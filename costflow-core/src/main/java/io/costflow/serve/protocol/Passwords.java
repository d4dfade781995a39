package io.costflow.serve.protocol;

/** Knows the passwords of users. */
@FunctionalInterface
public interface Passwords {

    /** Whether there is such a user with such a password. */
    boolean areRight(String user, String password);
}
