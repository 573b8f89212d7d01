package ai.tickstock.launcher.path;

import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The trades of one symbol, as anybody would publish them. */
final class Apple {
  private static final int BARS = 12;
  private static final int EARLIER_BARS = 196;
  private static final double[] CLOSES = {0, 2, -1, 1, -2, 3, -3};
  private static final long MONTH_SECONDS = 30 * 24 * 3_600;

  private final Mesh mesh;
  private long minute = (System.currentTimeMillis() / 60_000 - 120) * 60;

  Apple(Mesh mesh) {
    this.mesh = mesh;
  }

  /** Start of the minute that is traded, Unix seconds. */
  long minute() {
    return minute;
  }

  /**
   * Minutes of a month ago, to import: each seventh is a Doji, after a fall; the last one falls.
   */
  Path lastMonth(Path directory) throws IOException {
    StringBuilder file = new StringBuilder("symbol,timestamp,open,high,low,close,volume\n");
    for (int i = 0; i < EARLIER_BARS; i++) {
      double close = 100 + CLOSES[i % CLOSES.length];
      file.append(
          String.format(
              Locale.ROOT,
              "AAPL,%d,100,%.1f,%.1f,%.1f,100%n",
              minute - MONTH_SECONDS + 60L * i,
              Math.max(100, close) + 1,
              Math.min(100, close) - 1,
              close));
    }
    return Files.writeString(directory.resolve("minutes.csv"), file);
  }

  /** Some rising minutes; waits until they are stored. */
  void rises() {
    for (int i = 0; i < BARS; i++, minute += 60) {
      trade(100 + i, 1);
      trade(101 + i, 50);
    }
    trade(112, 0.1);
    trade(112, 0.2);
    mesh.awaitAllStored();
  }

  /** A bar that ends where it began, with shadows, and the first trades of the next. */
  void doji() {
    trade(113, 10);
    trade(111, 20);
    trade(112, 59);
    minute += 60;
    trade(112, 0.1);
    trade(112, 0.2);
  }

  /** A trade of the minute that goes on. */
  void trade(double price) {
    trade(price, 5);
  }

  private void trade(double price, double second) {
    mesh.redis(
        Command.PUBLISH,
        Mesh.TICKS,
        new JsonObject()
            .put("type", "market_tick")
            .put("symbol", "AAPL")
            .put("price", price)
            .put("volume", 100)
            .put("timestamp", minute + second)
            .put("source", "test")
            .encode());
  }
}
