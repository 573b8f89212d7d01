package ai.tickstock.bench.faults;

/**
 * A failure that can be had again and again, and how long it lasts after its end.
 *
 * @param failure what it is
 * @param until what is well again
 * @param lasts has it, and measures
 */
record Trial(String failure, String until, Measured lasts) {
  /** Has a failure; gives the seconds from its end until all is well again. */
  interface Measured {
    double seconds() throws Exception;
  }
}
