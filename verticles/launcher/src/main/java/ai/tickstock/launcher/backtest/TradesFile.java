package ai.tickstock.launcher.backtest;

import ai.tickstock.analytics.backtest.Trade;
import ai.tickstock.store.BacktestReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Trades as CSV, a line each, in the order of their exits; numbers read back as themselves. */
public final class TradesFile {
  private TradesFile() {}

  /** Writes them; replaces a file that is there. */
  public static void write(List<Trade> trades, Path file) throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader(BacktestReader.TRADE_FIELDS.toArray(String[]::new))
            .setRecordSeparator('\n')
            .get();
    try (BufferedWriter out = Files.newBufferedWriter(file);
        CSVPrinter rows = new CSVPrinter(out, format)) {
      for (Trade trade : trades) {
        rows.printRecord(
            trade.symbol(),
            trade.side().label(),
            trade.reason(),
            trade.confidence(),
            Instant.ofEpochMilli(trade.decidedMillis()),
            Instant.ofEpochMilli(trade.entryMillis()),
            trade.entryPrice(),
            trade.quantity(),
            Instant.ofEpochMilli(trade.exitMillis()),
            trade.exitPrice(),
            trade.exit().label(),
            trade.profit(),
            trade.profitFraction(),
            trade.commissions(),
            trade.bars(),
            trade.worst(),
            trade.best());
      }
    }
  }
}
