package ai.tickstock.app.alerts.match;

import ai.tickstock.app.alerts.RuleCondition.Operand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Numbers for the values that rules look at. Not thread-safe. */
final class Columns {
  /** What a bar itself has, by its number. */
  static final List<String> OF_BARS = Operand.OF_BARS;

  /**
   * One output of an indicator.
   *
   * @param output its name; null where there is only one
   */
  record Output(String output, int column) {}

  private final Map<String, List<Output>> byLabel = new HashMap<>();
  private final List<Operand> operands = new ArrayList<>();

  Columns() {
    OF_BARS.forEach(name -> operands.add(new Operand(name, name, null)));
  }

  static boolean isOfBars(int column) {
    return column < OF_BARS.size();
  }

  /** The number of a value, a new one if nobody looked at it before. */
  int of(Operand operand) {
    int ofBars = OF_BARS.indexOf(operand.label());
    if (ofBars >= 0) {
      return ofBars;
    }
    List<Output> outputs = byLabel.computeIfAbsent(operand.label(), label -> new ArrayList<>());
    for (Output known : outputs) {
      if (Objects.equals(known.output(), operand.output())) {
        return known.column();
      }
    }
    operands.add(operand);
    outputs.add(new Output(operand.output(), operands.size() - 1));
    return operands.size() - 1;
  }

  /** The outputs somebody looks at; null if nobody looks at the indicator. */
  List<Output> outputs(String label) {
    return byLabel.get(label);
  }

  Operand operand(int column) {
    return operands.get(column);
  }
}
