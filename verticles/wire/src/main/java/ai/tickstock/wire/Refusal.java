package ai.tickstock.wire;

/**
 * Why a message from outside is refused. The label counts it in metrics, the text tells a person
 * what is expected.
 */
public enum Refusal {
  MALFORMED_JSON("malformed_json", "expected one JSON object"),
  OVERSIZED("oversized", "expected a message of at most 65536 bytes"),
  UNKNOWN_TYPE("unknown_type", "type: expected \"market_tick\", \"heartbeat\" or \"end\""),
  SYMBOL_MISSING("symbol_missing", "symbol: expected a String, was missing"),
  SYMBOL_INVALID("symbol_invalid", "symbol: expected 1 to 20 of A-Z 0-9 . - / :"),
  PRICE_MISSING("price_missing", "price: expected a Number, was missing or null"),
  PRICE_INVALID("price_invalid", "price: expected a finite Number above 0"),
  VOLUME_INVALID("volume_invalid", "volume: expected a finite Number of at least 0"),
  TIMESTAMP_MISSING(
      "timestamp_missing", "timestamp: expected a Number (Unix seconds), was missing or null"),
  TIMESTAMP_INVALID("timestamp_invalid", "timestamp: expected Unix seconds as a positive Number"),
  TIMESTAMP_MILLISECONDS(
      "timestamp_milliseconds",
      "timestamp in the future: expected Unix seconds, these look like milliseconds"),
  TIMESTAMP_MICROSECONDS(
      "timestamp_microseconds",
      "timestamp in the future: expected Unix seconds, these look like microseconds or finer"),
  TIMESTAMP_FUTURE(
      "timestamp_future", "timestamp in the future: expected at most 60 s ahead of the wall clock"),
  FLAG_INVALID("flag_invalid", "oc, hl, vol: expected true or false"),
  WINDOW_INVALID(
      "window_invalid",
      "window: expected positive open, high and low with low <= open, price <= high and window_start < window_end");

  private final String label;
  private final String expectation;

  Refusal(String label, String expectation) {
    this.label = label;
    this.expectation = expectation;
  }

  /** A short name for metrics and counts. */
  public String label() {
    return label;
  }

  /** What is expected, for a person. */
  public String expectation() {
    return expectation;
  }
}
