package ai.tickstock.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a chart pattern is made of, for drawing.
 *
 * @param breakout the price that had to be passed
 * @param target how far the move may go, by the pattern's height
 * @param stop the price at which the pattern has failed; NaN if it has none
 * @param points oldest first
 */
public record PatternShape(double breakout, double target, double stop, List<Point> points) {
  /**
   * One corner.
   *
   * @param startMillis of its bar
   * @param role what it is, such as {@code head}; plain ASCII without quotes
   */
  public record Point(long startMillis, double price, String role) {}

  /** As it stands in an event's metadata. */
  public JsonObject json() {
    JsonArray corners = new JsonArray();
    for (Point point : points) {
      corners.add(
          new JsonObject()
              .put("time", point.startMillis() / 1000)
              .put("price", point.price())
              .put("role", point.role()));
    }
    return new JsonObject()
        .put("breakout", breakout)
        .put("target", target)
        .put("stop", Double.isNaN(stop) ? null : stop)
        .put("points", corners);
  }
}
