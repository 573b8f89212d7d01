package ai.tickstock.analytics.indicators.math;

import ai.tickstock.analytics.indicators.PairFunction;
import java.util.function.DoubleBinaryOperator;

/** What an operator makes of the newest pair; by 0 an infinity or NaN. */
final class Operation implements PairFunction {
  private final DoubleBinaryOperator operator;
  private double value;
  private boolean ready;

  Operation(DoubleBinaryOperator operator) {
    this.operator = operator;
  }

  @Override
  public void add(double first, double second) {
    value = operator.applyAsDouble(first, second);
    ready = true;
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public double value() {
    return value;
  }
}
