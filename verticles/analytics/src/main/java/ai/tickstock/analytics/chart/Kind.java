package ai.tickstock.analytics.chart;

/**
 * What a chart pattern is about. Of those of one kind that a bar confirms in one direction only the
 * first of the registry is told: a triple top is not a double top as well.
 */
public enum Kind {
  /** The end of a move. */
  TURN,
  /** A pause between two lines, and the way out of it. */
  RANGE,
  /** Prices at which nobody traded. */
  GAP
}
