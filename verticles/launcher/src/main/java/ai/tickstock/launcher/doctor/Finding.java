package ai.tickstock.launcher.doctor;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * What one check found, for people.
 *
 * @param check what was looked at
 * @param advice what to do; empty if there is nothing to do
 * @param diagnosis of a failure: what is broken, in the words of the README's table; else empty
 */
public record Finding(
    Phase phase,
    String check,
    Status status,
    String measured,
    String expected,
    String advice,
    String diagnosis) {

  static Finding ok(Phase phase, String check, String measured, String expected) {
    return new Finding(phase, check, Status.OK, measured, expected, "", "");
  }

  static Finding warning(
      Phase phase, String check, String measured, String expected, String advice) {
    return new Finding(phase, check, Status.WARNING, measured, expected, advice, "");
  }

  static Finding waiting(Phase phase, String check, String measured, String expected) {
    return new Finding(phase, check, Status.WAITING, measured, expected, "", "");
  }

  static Finding skipped(Phase phase, String check, String why) {
    return new Finding(phase, check, Status.SKIPPED, why, "", "", "");
  }

  static Finding failed(
      Phase phase,
      String check,
      String measured,
      String expected,
      String advice,
      String diagnosis) {
    return new Finding(phase, check, Status.FAILED, measured, expected, advice, diagnosis);
  }

  boolean isFailed() {
    return status == Status.FAILED;
  }

  JsonObject json() {
    return new JsonObject()
        .put("phase", phase.label())
        .put("check", check)
        .put("status", status.name().toLowerCase(Locale.ROOT))
        .put("measured", measured)
        .put("expected", expected)
        .put("advice", advice);
  }
}
