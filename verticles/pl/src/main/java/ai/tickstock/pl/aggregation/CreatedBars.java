package ai.tickstock.pl.aggregation;

import ai.tickstock.market.BarPart;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines on new minute bars: one for each, or one for all when many close together. */
final class CreatedBars {
  private static final Logger LOG = LoggerFactory.getLogger(AggregationVerticle.class);
  private static final String CREATED = "STREAMING: TickAggregator created minute bar for {} at {}";
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private int perSymbolLimit;
  private final List<BarPart> created = new ArrayList<>();

  CreatedBars(int perSymbolLimit) {
    this.perSymbolLimit = perSymbolLimit;
  }

  /** So many lines from now on. */
  void limit(int lines) {
    perSymbolLimit = lines;
  }

  void add(BarPart minute) {
    created.add(minute);
  }

  /** Says what was created since the last time. */
  void say() {
    if (created.size() > perSymbolLimit) {
      LOG.info("STREAMING: TickAggregator created {} minute bars", created.size());
      if (LOG.isDebugEnabled()) {
        created.forEach(minute -> LOG.debug(CREATED, minute.symbol(), time(minute)));
      }
    } else if (LOG.isInfoEnabled()) {
      created.forEach(minute -> LOG.info(CREATED, minute.symbol(), time(minute)));
    }
    created.clear();
  }

  private static String time(BarPart minute) {
    return MINUTE.format(Instant.ofEpochMilli(minute.startMillis()));
  }
}
