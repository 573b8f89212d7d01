package ai.tickstock.app.publisher;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines that operators and their scripts look for. Their wording is part of the contract. */
final class PublisherLog {
  private static final Logger LOG = LoggerFactory.getLogger(PublisherLog.class);

  private PublisherLog() {}

  /** Totals since the start. */
  static void write(Totals totals) {
    LOG.info(
        "MARKET-DATA-SERVICE: Processed {} ticks, Published {} events, Rate: {} ticks/sec",
        totals.processed(),
        totals.published(),
        String.format(Locale.ROOT, "%.1f", totals.perSecond()));
    LOG.info(
        "MARKET-DATA-SERVICE: Forwarded {} ticks to TickStockPL streaming", totals.published());
    LOG.info("Published {} ticks to TickStockPL", totals.published());
  }
}
