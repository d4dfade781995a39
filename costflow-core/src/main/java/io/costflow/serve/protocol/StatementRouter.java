package io.costflow.serve.protocol;

import java.util.Optional;
import java.util.function.Consumer;

/** Decides who answers a statement. */
public interface StatementRouter {

    /** Answers a statement. */
    @FunctionalInterface
    interface Question {

        /** @param statementId identifies the statement, also after a restart */
        Answer answer(String statementId) throws Exception;
    }

    /** Who answers. */
    sealed interface Route {

        /** Costflow answers. */
        record Here(Question question) implements Route {}

        /**
         * The Trino behind answers.
         *
         * @param answered takes the HTTP status of its first answer, or 0 if there was none
         */
        record PassOn(Consumer<Integer> answered) implements Route {}
    }

    /** Decides at once, without waiting for more than the database. */
    Route route(ClientStatement statement);

    /** Finds a statement that another process began to answer; empty if there is none. */
    Optional<Question> resume(String statementId);
}
