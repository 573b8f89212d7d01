package ai.tickstock.launcher;

import ai.tickstock.analytics.Nearest;
import ai.tickstock.launcher.config.ConfigException;
import ai.tickstock.launcher.config.Secrets;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration. */
@Command(
    name = "tickstock",
    description =
        "Real-time market analysis, self-hosted: ticks in, bars, indicators and patterns out.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {
      RunCommand.class,
      ReplayCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      BacktestCommand.class,
      AnalyzeCommand.class,
      ListFunctionsCommand.class,
      TokenCommand.class,
      DoctorCommand.class
    },
    footer = {
      "",
      "Begin with: tickstock run",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration."
    })
public final class Main {
  private static final int FAILED = 1;
  private static final int REFUSED = 2;

  /** The version the jar was built with. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"TickStock mesh " + version() + ", Java " + Runtime.version()};
    }
  }

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    System.exit(execute(args));
  }

  private static int execute(String[] args) {
    CommandLine line = commandLine();
    if (args.length == 0) {
      line.usage(line.getErr());
      return REFUSED;
    }
    return line.execute(args);
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.registerConverter(LocalDate.class, Main::date);
    line.setExecutionExceptionHandler((error, command, parsed) -> failed(error, command));
    line.setParameterExceptionHandler((error, args) -> refused(error));
    return line;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("expected a date such as 2024-12-31, was \"" + text + "\"");
    }
  }

  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(from classes)" : version;
  }

  private static int failed(Throwable error, CommandLine command) {
    boolean refused = error instanceof ConfigException || error instanceof IllegalArgumentException;
    if (Shutdown.isSignalled()) {
      return FAILED;
    }
    PrintWriter err = command.getErr();
    if (refused) {
      err.println("tickstock: this configuration cannot be used:");
      message(error).lines().forEach(line -> err.println("  " + line));
      err.println("Every key is described in conf/tickstock.schema.json.");
    } else {
      err.println("tickstock: " + message(error));
    }
    err.flush();
    return refused ? REFUSED : FAILED;
  }

  private static String message(Throwable error) {
    Throwable cause = error;
    while (cause.getMessage() == null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return error instanceof ConfigException ? text : Secrets.masked(text);
  }

  /** Wrong usage: what was wrong, what was perhaps meant, where help is. */
  private static int refused(CommandLine.ParameterException error) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("tickstock: " + Secrets.masked(error.getMessage()));
    if (error instanceof UnmatchedArgumentException unmatched) {
      suggestions(unmatched, command).forEach(text -> err.println("  " + text));
    }
    err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return REFUSED;
  }

  private static List<String> suggestions(
      UnmatchedArgumentException unmatched, CommandLine command) {
    String wanted = unmatched.getUnmatched().get(0);
    List<String> names =
        wanted.startsWith("-")
            ? command.getCommandSpec().options().stream()
                .flatMap(option -> Arrays.stream(option.names()))
                .filter(name -> name.startsWith("--"))
                .toList()
            : List.copyOf(command.getSubcommands().keySet());
    return names.isEmpty() ? List.of() : List.of("the nearest are: " + Nearest.to(wanted, names));
  }
}
