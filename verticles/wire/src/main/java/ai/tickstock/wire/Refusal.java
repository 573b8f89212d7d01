package ai.tickstock.wire;

/**
 * Why a message from outside is refused. The label counts it in metrics, the expectation tells a
 * person what is wrong.
 */
public enum Refusal {
  MALFORMED_JSON("malformed_json", null, "JSON: expected one object, nested 32 deep at most"),
  OVERSIZED("oversized", null, "message: expected at most " + TickReader.MAX_BYTES + " bytes"),
  UNKNOWN_TYPE("unknown_type", "type", "expected \"market_tick\", \"heartbeat\" or \"end\""),
  SYMBOL_MISSING("symbol_missing", "symbol", "expected a String"),
  SYMBOL_INVALID("symbol_invalid", "symbol", "expected a String of 1 to 20 of A-Z 0-9 . - / :"),
  PRICE_MISSING("price_missing", "price", "expected a Number"),
  PRICE_INVALID("price_invalid", "price", "expected a finite Number above 0"),
  VOLUME_INVALID("volume_invalid", "volume", "expected a finite Number of at least 0"),
  TIMESTAMP_MISSING("timestamp_missing", "timestamp", "expected a Number (Unix seconds)"),
  TIMESTAMP_INVALID("timestamp_invalid", "timestamp", "expected Unix seconds as a Number above 0"),
  TIMESTAMP_MILLISECONDS(
      "timestamp_milliseconds",
      "timestamp",
      "in the future: expected Unix seconds, these look like milliseconds"),
  TIMESTAMP_MICROSECONDS(
      "timestamp_microseconds",
      "timestamp",
      "in the future: expected Unix seconds, these look like microseconds or finer"),
  /** For readers that know the time; {@link TickReader} reads no clock. */
  TIMESTAMP_FUTURE(
      "timestamp_future",
      "timestamp",
      "in the future: expected Unix seconds, little ahead of the wall clock"),
  FLAG_INVALID("flag_invalid", null, "oc, hl, vol: expected true or false"),
  WINDOW_INVALID(
      "window_invalid",
      null,
      "window: expected Numbers open, high, low, window_start and window_end with"
          + " 0 < low <= open and price <= high, window_start < window_end");

  private final String label;
  private final String field;
  private final String expectation;

  Refusal(String label, String field, String expectation) {
    this.label = label;
    this.field = field;
    this.expectation = field == null ? expectation : field + ": " + expectation;
  }

  /** A short name for metrics and counts; it does not change. */
  public String label() {
    return label;
  }

  /** What is wrong and what is expected, for a person. */
  public String expectation() {
    return expectation;
  }

  /** The field it is about; null if it is not about one. */
  String field() {
    return field;
  }
}
