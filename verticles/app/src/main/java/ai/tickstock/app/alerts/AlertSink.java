package ai.tickstock.app.alerts;

import io.vertx.core.Future;

/**
 * Takes the alerts that fire. All behind it is idempotent by {@link FiredAlert#alertId()}: the same
 * one comes again after a restart and from every node that matches. Called in the order of the
 * events, the next call does not wait for the last one's answer: decide in the order of the calls.
 */
public interface AlertSink {
  /** What became of an alert. */
  enum Outcome {
    /** It is decided and kept; whoever is to get it gets it. */
    FIRED,
    /** It was fired before, here or elsewhere. */
    ALREADY,
    /** One of its limits has not passed. */
    TOO_SOON
  }

  /**
   * Decides, keeps and passes on.
   *
   * @return completes when nothing of it can be lost any more; if it fails it is called again, and
   *     what comes after it as well
   */
  Future<Outcome> fired(FiredAlert alert);
}
