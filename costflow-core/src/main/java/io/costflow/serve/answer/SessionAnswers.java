package io.costflow.serve.answer;

import io.costflow.serve.protocol.Answer;
import io.costflow.serve.protocol.TrinoServer;
import io.costflow.serve.statement.SessionStatements.Asked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers statements about the client's session, which the client itself keeps and sends along. */
final class SessionAnswers {

    private SessionAnswers() {}

    /** Whether it is about properties, which have a meaning for Trino only. */
    static boolean isOfProperties(Asked asked) {
        return asked instanceof Asked.SetProperty || asked instanceof Asked.ResetProperty;
    }

    static Answer answer(Asked asked) {
        if (asked instanceof Asked.Prepare prepare) {
            return Answer.ofSession("PREPARE", Map.of("X-Trino-Added-Prepare", TrinoServer.encoded(prepare.name()) + "=" + TrinoServer.encoded(prepare.text())));
        }
        if (asked instanceof Asked.Deallocate deallocate) {
            return Answer.ofSession("DEALLOCATE", Map.of("X-Trino-Deallocated-Prepare", TrinoServer.encoded(deallocate.name())));
        }
        if (asked instanceof Asked.Use use) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("X-Trino-Set-Schema", use.schema());
            if (use.catalog() != null) {
                headers.put("X-Trino-Set-Catalog", use.catalog());
            }
            return Answer.ofSession("USE", headers);
        }
        if (asked instanceof Asked.SetProperty set) {
            return withoutEffect("SET SESSION", Map.of("X-Trino-Set-Session", set.name() + "=" + TrinoServer.encoded(set.value())), set.name());
        }
        if (asked instanceof Asked.ResetProperty reset) {
            return withoutEffect("RESET SESSION", Map.of("X-Trino-Clear-Session", reset.name()), reset.name());
        }
        throw new IllegalStateException(asked.toString());
    }

    private static Answer withoutEffect(String updateType, Map<String, String> headers, String property) {
        return new Answer(
                List.of(), List.<List<Object>>of().iterator(), updateType, null, headers,
                List.of("The property " + property + " of Trino's sessions has no meaning for what Costflow answers."));
    }
}
