package ai.tickstock.launcher.doctor;

import java.io.PrintWriter;
import java.util.function.Consumer;

/** Prints findings as they come: a line each, and what to do below it. Not thread-safe. */
public final class Table implements Consumer<Finding> {
  private static final int INDENT = 4;
  private static final int CHECK = 24;
  private static final int MEASURED = 48;
  private static final String RESET = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";

  private final PrintWriter out;
  private final boolean colour;
  private final boolean plain;
  private Phase phase;

  /**
   * @param colour whether the output is a terminal that shows colours
   * @param plain whether it can show ASCII alone
   */
  public Table(PrintWriter out, boolean colour, boolean plain) {
    this.out = out;
    this.colour = colour;
    this.plain = plain;
  }

  @Override
  public void accept(Finding finding) {
    if (finding.phase() != phase) {
      phase = finding.phase();
      String title = phase.title();
      out.println();
      out.println(painted(BOLD, title.substring(0, 1).toUpperCase() + title.substring(1)));
    }
    String line =
        "  "
            + painted(colourOf(finding.status()), finding.status().mark(plain))
            + ' '
            + padded(shown(finding.check()), CHECK)
            + ' ';
    String measured = shown(finding.measured());
    if (finding.expected().isEmpty()) {
      out.println(line + measured);
    } else {
      String expected = " expected: " + shown(finding.expected());
      boolean fits = measured.length() <= MEASURED;
      out.println(line + (fits ? padded(measured, MEASURED) + expected : measured));
      if (!fits) {
        out.println(" ".repeat(INDENT + CHECK + 1 + MEASURED) + expected);
      }
    }
    if (!finding.advice().isEmpty()) {
      out.println("      " + (plain ? "->" : "→") + ' ' + shown(finding.advice()));
    }
    out.flush();
  }

  /** A last line. */
  public void say(String text, boolean good) {
    out.println();
    out.println(painted(colourOf(good ? Status.OK : Status.FAILED), shown(text)));
    out.flush();
  }

  /** On one line, in characters that can be shown. */
  private String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return plain ? line.replace('…', '.').replace('→', '>') : line;
  }

  private static String padded(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }

  private String painted(String with, String text) {
    return colour ? with + text + RESET : text;
  }

  private static String colourOf(Status status) {
    return switch (status) {
      case OK -> "\u001b[32m";
      case WARNING, WAITING -> "\u001b[33m";
      case FAILED -> "\u001b[31m";
      case SKIPPED -> "\u001b[2m";
    };
  }
}
