package ai.tickstock.analytics.bars;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.Timeframe;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads what {@link SnapshotWriter} wrote. */
final class SnapshotReader {
  private final DataInputStream in;
  private final Cells cells;
  private final Windows windows;
  private final BarBuilder builder;

  private SnapshotReader(byte[] snapshot, Cells cells, Windows windows, BarBuilder builder) {
    in = new DataInputStream(new ByteArrayInputStream(snapshot));
    this.cells = cells;
    this.windows = windows;
    this.builder = builder;
  }

  static void read(byte[] snapshot, Cells cells, Windows windows, BarBuilder builder) {
    try {
      new SnapshotReader(snapshot, cells, windows, builder).read();
    } catch (IOException e) {
      throw new IllegalArgumentException("snapshot of open bars: cut off or damaged", e);
    }
  }

  private void read() throws IOException {
    byte version = in.readByte();
    if (version == SnapshotWriter.VERSION_INTERRUPTED) {
      for (Timeframe timeframe : OpenCells.TIMEFRAMES) {
        builder.interruptions().add(timeframe, in.readLong());
      }
    } else if (version != SnapshotWriter.VERSION) {
      throw new IllegalArgumentException(
          "snapshot of open bars: expected version 1 or 2, was " + version);
    }
    while (in.available() > 0) {
      String symbol = new String(in.readNBytes(in.readByte()), StandardCharsets.US_ASCII);
      int slot = builder.slot(symbol);
      for (int i = in.readInt(); i > 0; i--) {
        cell(symbol, slot);
      }
      for (int i = in.readInt(); i > 0; i--) {
        minute(symbol, slot);
      }
    }
  }

  private void cell(String symbol, int slot) throws IOException {
    int timeframe = in.readByte();
    long start = in.readLong();
    int cell = builder.restoredCell(slot, timeframe, start, start + in.readInt());
    cells.dirty[cell] = in.readBoolean();
    if (in.readBoolean()) {
      cells.fold(cell, part(symbol, OpenCells.TIMEFRAMES[timeframe], start));
    }
  }

  private void minute(String symbol, int slot) throws IOException {
    long start = in.readLong();
    Windows.Minute minute = windows.minuteFor(slot, start, in.readBoolean());
    for (int i = in.readInt(); i > 0; i--) {
      long windowStart = in.readLong();
      minute.windows.put(windowStart, part(symbol, Timeframe.MIN_1, start));
    }
    if (in.readBoolean()) {
      minute.trades = part(symbol, Timeframe.MIN_1, start);
    }
  }

  private BarPart part(String symbol, Timeframe timeframe, long start) throws IOException {
    double open = in.readDouble();
    long openMillis = in.readLong();
    long openEpoch = in.readLong();
    long openOffset = in.readLong();
    double high = in.readDouble();
    double low = in.readDouble();
    boolean rangeEligible = in.readBoolean();
    double close = in.readDouble();
    long closeMillis = in.readLong();
    long closeEpoch = in.readLong();
    long closeOffset = in.readLong();
    return new BarPart(
        symbol,
        timeframe,
        start,
        open,
        openMillis,
        openEpoch,
        openOffset,
        high,
        low,
        rangeEligible,
        close,
        closeMillis,
        closeEpoch,
        closeOffset,
        in.readDouble(),
        in.readDouble(),
        in.readLong(),
        false,
        false);
  }
}
