package ai.tickstock.app.backtests;

import ai.tickstock.wire.message.BacktestJob;

/**
 * What only the other half knows of a job: names of patterns and indicators, rules, bounds.
 * Thread-safe; quick enough for an event loop.
 */
public interface JobCheck {
  /**
   * Checks a job that is well-formed.
   *
   * @throws ai.tickstock.wire.message.MessageException that names the field, what was there and
   *     what is expected
   */
  void check(BacktestJob job);
}
