package io.costflow.sql.session;

import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.table.runtime.generated.CompileUtils;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** The generated classes that Flink compiles from the start on, by what it logs of it. */
final class CompiledClasses implements AutoCloseable {

    private static final Pattern COMPILING = Pattern.compile("^Compiling: (\\S+)", Pattern.MULTILINE);

    private final StringWriter said = new StringWriter();
    private final LoggerContext logging = (LoggerContext) LogManager.getContext(CompiledClasses.class.getClassLoader(), false);

    CompiledClasses() {
        WriterAppender log = WriterAppender.createAppender(PatternLayout.newBuilder().withPattern("%m%n").build(), null, said, "compiled", false, true);
        log.start();
        Configurator.setLevel(CompileUtils.class.getName(), Level.DEBUG);
        LoggerConfig compiling = logging.getConfiguration().getLoggerConfig(CompileUtils.class.getName());
        compiling.setAdditive(false);
        compiling.addAppender(log, Level.DEBUG, null);
        logging.updateLoggers();
    }

    List<String> names() {
        return COMPILING.matcher(said.toString()).results().map(found -> found.group(1)).toList();
    }

    @Override
    public void close() {
        logging.reconfigure();
    }
}
