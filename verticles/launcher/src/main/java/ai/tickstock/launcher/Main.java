package ai.tickstock.launcher;

import ai.tickstock.launcher.config.ConfigException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration. */
@Command(
    name = "tickstock",
    description =
        "Real-time market analysis, self-hosted: ticks in, bars, indicators and patterns out.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {RunCommand.class, ReplayCommand.class})
public final class Main {
  /** The version the jar was built with. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"TickStock mesh " + (version == null ? "(from classes)" : version)};
    }
  }

  private Main() {}

  public static void main(String[] args) {
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    System.exit(commandLine().execute(args.length == 0 ? new String[] {"--help"} : args));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (error, command, parsed) -> {
          PrintWriter err = command.getErr();
          err.println(message(error));
          err.flush();
          return error instanceof ConfigException || error instanceof IllegalArgumentException
              ? 2
              : 1;
        });
    return line;
  }

  private static String message(Throwable error) {
    Throwable cause = error;
    while (cause.getMessage() == null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return "tickstock: " + text.replaceAll("://([^:/@]+):[^@/]+@", "://$1:***@");
  }
}
