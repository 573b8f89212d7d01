package ai.tickstock.launcher.doctor;

import ai.tickstock.wire.message.Health;
import ai.tickstock.wire.message.Health.Status;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What the halves said of themselves last, node by node.
 *
 * @param all the latest word of each node
 */
record Halves(List<Health> all) {
  static final Halves SILENT = new Halves(List.of());

  Halves {
    all = List.copyOf(all);
  }

  static Halves of(Collection<Health> all) {
    return new Halves(List.copyOf(all));
  }

  private List<Health> of(String source) {
    return all.stream().filter(health -> health.source().equals(source)).toList();
  }

  boolean isHeard(String source) {
    return !of(source).isEmpty();
  }

  boolean isIll(String source) {
    return of(source).stream().anyMatch(health -> health.status() != Status.HEALTHY);
  }

  /** Messages a job of PL's has processed; null if no node says so. */
  Long processed(String job) {
    return sum(of("pl").stream().map(health -> health.jobs().get(job)).toList());
  }

  private static Long sum(List<Long> numbers) {
    List<Long> known = numbers.stream().filter(Objects::nonNull).toList();
    return known.isEmpty() ? null : Long.valueOf(known.stream().mapToLong(Long::longValue).sum());
  }

  /** What a half complains of, to be put behind a sentence; empty if it does not. */
  String trouble(String source) {
    String errors =
        of(source).stream()
            .map(Health::error)
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining("; "));
    String who = "app".equals(source) ? "App" : "PL";
    return errors.isEmpty() ? "" : " (" + who + " says: " + errors + ")";
  }
}
