package ai.tickstock.bench.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The sum of many schedules. Not thread-safe. */
final class Report {
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<String> later = new ArrayList<>();
  private final Map<String, Integer> faults = new TreeMap<>();

  void add(Outcome outcome) {
    outcomes.add(outcome);
    for (Fault fault : outcome.schedule().faults()) {
      faults.merge(name(fault), 1, Integer::sum);
    }
  }

  /** Something that was as it should be when its schedule ended, and was not later. */
  void changedLater(String what) {
    later.add(what);
  }

  boolean isExact() {
    return later.isEmpty() && outcomes.stream().allMatch(Outcome::isExact);
  }

  int schedules() {
    return outcomes.size();
  }

  /** Halves that came back after another had taken their place, and said so. */
  long fenced() {
    return sum(Outcome::fenced);
  }

  private long sum(ToLongFunction<Outcome> of) {
    return outcomes.stream().mapToLong(of).sum();
  }

  /** How long it took after each fault that was its schedule's only one. */
  private String alone() {
    Map<String, List<Long>> catchUps = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      if (outcome.schedule().faults().size() == 1) {
        catchUps
            .computeIfAbsent(name(outcome.schedule().faults().get(0)), none -> new ArrayList<>())
            .add(outcome.catchUpMillis());
      }
    }
    StringBuilder text = new StringBuilder();
    catchUps.forEach(
        (fault, millis) -> {
          Collections.sort(millis);
          text.append(
              "  %-17s alone in %d, caught up in %.1f s (median), %.1f s at most%n"
                  .formatted(
                      fault,
                      millis.size(),
                      millis.get(millis.size() / 2) / 1e3,
                      millis.get(millis.size() - 1) / 1e3));
        });
    return text.toString();
  }

  private static String name(Fault fault) {
    return (fault.kind() + " " + fault.target()).toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    long[] catchUps = outcomes.stream().mapToLong(Outcome::catchUpMillis).sorted().toArray();
    StringBuilder text = new StringBuilder();
    text.append("%,d schedules%n".formatted(outcomes.size()));
    text.append(
        "  faults injected   %,d  %s%n"
            .formatted(faults.values().stream().mapToInt(Integer::intValue).sum(), faults));
    text.append("  ticks sent        %,d%n".formatted(sum(Outcome::ticks)));
    text.append("  bars compared     %,d%n".formatted(sum(each -> each.verdict().bars())));
    text.append("  events compared   %,d%n".formatted(sum(each -> each.verdict().events())));
    text.append("  lost              %,d%n".formatted(sum(each -> each.verdict().lost())));
    text.append("  twice             %,d%n".formatted(sum(each -> each.verdict().twice())));
    text.append("  changed later     %,d%n".formatted(later.size()));
    text.append("  fenced            %,d%n".formatted(fenced()));
    if (catchUps.length > 0) {
      text.append(
          "  longest catch-up  %.1f s (median %.1f s)%n"
              .formatted(catchUps[catchUps.length - 1] / 1e3, catchUps[catchUps.length / 2] / 1e3));
    }
    text.append(alone());
    outcomes.stream()
        .filter(each -> !each.isExact())
        .forEach(each -> text.append(each).append('\n'));
    later.forEach(each -> text.append(each).append('\n'));
    return text.toString();
  }
}
