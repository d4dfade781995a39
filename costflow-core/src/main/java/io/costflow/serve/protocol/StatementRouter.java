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

        /**
         * Costflow answers.
         *
         * @param whenAsked whether the work begins when the client asks for the first page. A client repeats a {@code POST} whose answer it did not get; what adds
         *     rows would then be done twice
         */
        record Here(Question question, boolean whenAsked) implements Route {

            /** What may be done twice. */
            public Here(Question question) {
                this(question, false);
            }
        }

        /**
         * The Trino behind answers.
         *
         * @param answered takes the HTTP status of its first answer, or 0 if there was none
         * @param otherwise answers here if Trino fails, if anything does
         */
        record PassOn(Consumer<Integer> answered, Optional<Question> otherwise) implements Route {

            /** What fails when Trino fails. */
            public PassOn(Consumer<Integer> answered) {
                this(answered, Optional.empty());
            }
        }

        /**
         * It cannot be said who answers. Clients repeat the request.
         *
         * @param reason a sentence
         */
        record Unavailable(String reason) implements Route {}
    }

    /** Decides at once, without waiting for more than the database. */
    Route route(ClientStatement statement) throws InterruptedException;

    /** Finds a statement that another process began to answer; empty if there is none. */
    Optional<Question> resume(String statementId);
}
