package ai.tickstock.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Logging as configured: keys of {@code logging}. What is there before comes from logback.xml. */
final class Logging {
  private static final String OURS = "ai.tickstock";
  private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %msg%n";
  private static final long MEGABYTE = 1L << 20;

  private Logging() {}

  /** Sets the level of our own lines, and opens the file if one is wanted. */
  static void configure(JsonObject config) {
    JsonObject logging = config.getJsonObject("logging");
    level(config);
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    if (logging.getBoolean("file")) {
      Path data = Path.of(config.getJsonObject("data").getString("directory"));
      context
          .getLogger(Logger.ROOT_LOGGER_NAME)
          .addAppender(file(context, data.resolve("logs").resolve("tickstock.log"), logging));
    }
  }

  /** Sets the level of our own lines. */
  static void level(JsonObject config) {
    String level = config.getJsonObject("logging").getString("level");
    ((LoggerContext) LoggerFactory.getILoggerFactory())
        .getLogger(OURS)
        .setLevel(Level.toLevel(level));
  }

  /** Only warnings: for a command that shows its progress on the terminal. */
  static void quiet() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(OURS).setLevel(Level.WARN);
  }

  /** Only what keeps it from stopping: for a command whose own words say what else is wrong. */
  static void silent() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    context.getLogger(OURS).setLevel(Level.OFF);
    context.getLogger(Shutdown.class).setLevel(Level.ERROR);
  }

  private static RollingFileAppender<ILoggingEvent> file(
      LoggerContext context, Path path, JsonObject logging) {
    RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
    file.setContext(context);
    file.setFile(path.toString());
    file.setEncoder(encoder(context));

    FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
    window.setContext(context);
    window.setParent(file);
    window.setFileNamePattern(path + ".%i.gz");
    window.setMinIndex(1);
    window.setMaxIndex(logging.getInteger("files"));
    window.start();

    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(new FileSize(logging.getLong("fileMegabytes") * MEGABYTE));
    size.start();

    file.setRollingPolicy(window);
    file.setTriggeringPolicy(size);
    file.start();
    return file;
  }

  private static PatternLayoutEncoder encoder(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    return encoder;
  }
}
