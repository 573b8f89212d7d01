package ai.tickstock.bench;

/**
 * A line of the table; a figure that is not there is null.
 *
 * @param port of TA-Lib's Java port, in batch
 * @param ta4j streaming
 */
record FunctionRow(String name, Figure ours, Figure port, Figure ta4j) {
  static final String HEAD =
      """
      | function | ours ns | ours B | port ns | ta4j ns | ours ÷ port | ta4j ÷ ours |
      |---|---|---|---|---|---|---|
      """;

  String markdown() {
    return "| %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            name,
            Figure.nanos(ours),
            Figure.bytes(ours),
            Figure.nanos(port),
            Figure.nanos(ta4j),
            Figure.ratio(ours, port),
            Figure.ratio(ta4j, ours));
  }
}
