package io.costflow.processes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** For integration tests that start processes, which keep all cores busy: at most two such classes run at a time. The tag is named in pom.xml. */
@Tag("processes")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface StartsProcesses {}
