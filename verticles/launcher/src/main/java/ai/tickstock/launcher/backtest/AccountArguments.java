package ai.tickstock.launcher.backtest;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Option;

/** A job's {@code parameters} as options: capital, sizes, fills and costs. */
final class AccountArguments {
  private final JsonObject given = new JsonObject();

  @Option(
      names = "--parameters",
      paramLabel = "JSON",
      description = "the parameters of a job; the options change it")
  private String json;

  /** These over the parameters of a file. */
  JsonObject over(JsonObject others) {
    return others.copy().mergeIn(JobArguments.object("--parameters", json)).mergeIn(given);
  }

  private void put(String name, Object value) {
    if (value != null) {
      given.put(name, value);
    }
  }

  @Option(
      names = "--direction",
      paramLabel = "long|short|both",
      description = "which positions are opened; default long")
  void direction(String direction) {
    put("direction", direction);
  }

  @Option(
      names = "--min-confidence",
      paramLabel = "0..1",
      description = "of a pattern, to be a signal; default 0")
  void minConfidence(Double confidence) {
    put("min_confidence", confidence);
  }

  @Option(names = "--capital", paramLabel = "CASH", description = "at the start; default 100000")
  void capital(Double cash) {
    put("initial_capital", cash);
  }

  @Option(
      names = "--sizing",
      paramLabel = "fraction|cash|risk",
      description = "what --size means: of the equity, cash, or equity lost at the stop")
  void sizing(String kind) {
    put("sizing", kind);
  }

  @Option(names = "--size", paramLabel = "N", description = "of a position; default 0.1")
  void size(Double size) {
    put("position_size", size);
  }

  @Option(
      names = "--lot",
      paramLabel = "N",
      description = "quantities are multiples of it; default 1, 0 for any fraction")
  void lot(Double lot) {
    put("lot", lot);
  }

  @Option(
      names = "--max-positions",
      paramLabel = "N",
      description = "open at the same time; default 1000")
  void maxPositions(Integer positions) {
    put("max_positions", positions);
  }

  @Option(
      names = "--fill",
      paramLabel = "MODEL",
      description =
          "next_open, next_close or same_close: where a decision becomes a trade; default next_open")
  void fill(String model) {
    put("fill", model);
  }

  @Option(
      names = "--commission-rate",
      paramLabel = "FRACTION",
      description = "of what is traded: 0.001 is a tenth of a percent; costs are 0 if not given")
  void commissionRate(Double rate) {
    put("commission_rate", rate);
  }

  @Option(
      names = "--commission-per-trade",
      paramLabel = "CASH",
      description = "for each fill, entry and exit")
  void commissionPerTrade(Double cash) {
    put("commission_per_trade", cash);
  }

  @Option(
      names = "--commission-per-share",
      paramLabel = "CASH",
      description = "for each share, contract or coin")
  void commissionPerShare(Double cash) {
    put("commission_per_share", cash);
  }

  @Option(
      names = "--slippage",
      paramLabel = "FRACTION",
      description = "how much worse than quoted a market order is filled")
  void slippage(Double fraction) {
    put("slippage", fraction);
  }

  @Option(
      names = "--spread",
      paramLabel = "FRACTION",
      description = "between bid and ask; a market order pays half of it")
  void spread(Double fraction) {
    put("spread", fraction);
  }

  @Option(
      names = "--risk-free-rate",
      paramLabel = "FRACTION",
      description = "a year's, for Sharpe and Sortino; default 0")
  void riskFreeRate(Double rate) {
    put("risk_free_rate", rate);
  }
}
