package io.costflow.cli;

import io.costflow.publish.EnsureRequest;
import java.util.List;

/**
 * The answers to requests, for programs.
 *
 * @param status the exit status
 * @param problems what kept the command from asking; null if it has asked
 * @param requests one for each output
 */
record RequestDocument(int status, List<String> problems, List<Answer> requests) {

    record Answer(String id, String tenant, String source, String output, String from, String to, String state, Long rows, String reason) {

        static Answer of(EnsureRequest request) {
            return new Answer(request.id().toString(), request.tenant(), request.source(), request.output(), request.from().toString(), request.to().toString(),
                    request.state().text(), request.rows(), request.reason());
        }
    }
}
