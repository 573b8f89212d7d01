package ai.tickstock.launcher.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All findings, and what they come to. Not thread-safe. */
public final class Report {
  private final String probe;
  private final List<Finding> findings = new ArrayList<>();
  private String left;

  /**
   * @param probe the symbol that was sent
   */
  Report(String probe) {
    this.probe = probe;
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  /** Says what could not be cleaned up, and why; null if nothing is left. */
  void left(String why) {
    left = why;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Whether nothing failed. */
  public boolean isHealthy() {
    return failure().isEmpty();
  }

  /** The first failure: what comes after it follows from it. */
  private Optional<Finding> failure() {
    return findings.stream().filter(Finding::isFailed).findFirst();
  }

  private long count(Status status) {
    return findings.stream().filter(finding -> finding.status() == status).count();
  }

  /** Whether nothing of the probe is left. */
  public boolean isClean() {
    return left == null;
  }

  /** One sentence. */
  public String verdict() {
    Optional<Finding> failure = failure();
    if (failure.isPresent()) {
      return "Failed: " + failure.get().phase().title() + ": " + failure.get().diagnosis();
    }
    long waiting = count(Status.WAITING);
    String warnings = count(Status.WARNING) == 0 ? "" : "; see what is marked with !";
    return waiting > 0
        ? "Nothing failed so far; what is not due yet was not waited for" + warnings
        : "All four phases work" + warnings;
  }

  /** What is said of the probe at the end. */
  public String farewell() {
    return left == null
        ? "Nothing of " + probe + " is in the database"
        : "Something of "
            + probe
            + " may be left, PL deletes it within a quarter of an hour: "
            + left;
  }

  /** For machines. */
  public JsonObject json() {
    JsonArray all = new JsonArray();
    findings.forEach(finding -> all.add(finding.json()));
    Optional<Finding> failure = failure();
    return new JsonObject()
        .put(
            "status", failure.isPresent() ? "failed" : count(Status.WAITING) > 0 ? "waiting" : "ok")
        .put("failed_phase", failure.map(finding -> finding.phase().label()).orElse(null))
        .put("diagnosis", failure.map(Finding::diagnosis).orElse(null))
        .put("probe", probe)
        .put("cleaned_up", left == null)
        .put("findings", all);
  }
}
