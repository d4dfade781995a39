package io.costflow.bench;

import java.io.IOException;
import java.util.List;

/** Where contenders come from. */
interface Contenders {

    /** Each has a new process, so that nothing that came before is in its figures. */
    Contenders NEW = new Contenders() {
        @Override
        public Contender start(String name, List<String> options) throws IOException {
            return ContenderProcess.start(name, options);
        }

        @Override
        public Contender startOnOneCore(String name, List<String> options) throws IOException {
            return ContenderProcess.startOnOneCore(name, options);
        }
    };

    /**
     * Starts a contender.
     *
     * @param name what it is called in messages
     * @param options more options for its Java
     */
    Contender start(String name, List<String> options) throws IOException;

    /** Starts a contender that has one core, as far as the system can do that. */
    Contender startOnOneCore(String name, List<String> options) throws IOException;
}
