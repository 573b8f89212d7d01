package ai.tickstock.app.alerts;

import ai.tickstock.app.alerts.match.Matcher;
import ai.tickstock.app.alerts.match.Series;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** One event of a series that some rule looks at. */
sealed interface News {
  /** What it is about and where it stands. */
  record Event(Series series, long time, long revision, Buffer data, int from, int to) {
    /** The event as it was published. */
    JsonObject json() {
      return new JsonObject(data.slice(from, to));
    }

    /** Whether both came of one change of one bar. */
    boolean isWith(Event other) {
      return series == other.series && time == other.time && revision == other.revision;
    }
  }

  /** Which event it was. */
  Event event();

  /** A bar closed or was amended. */
  record OfBar(Event event, double open, double high, double low, double close, double volume)
      implements News {}

  /** A pattern was found; what is taken back is no news. */
  record OfPattern(Event event, String id, String pattern, String direction, double confidence)
      implements News {}

  /**
   * An indicator was computed.
   *
   * @param single its value if it has but one output, else the first one's; NaN if there is none
   * @param outputs all of several by their names; empty for a single one
   */
  record OfIndicator(Event event, String label, double single, Map<String, Double> outputs)
      implements News, Matcher.Outputs {
    @Override
    public double value(String output) {
      return output == null ? single : outputs.getOrDefault(output, Double.NaN);
    }
  }
}
