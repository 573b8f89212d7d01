package ai.tickstock.analytics.bars;

import ai.tickstock.market.BarPart;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes open bars and kept windows, symbol by symbol, for {@link SnapshotReader}. */
final class SnapshotWriter {
  static final byte VERSION = 1;

  private final Cells cells;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  SnapshotWriter(Cells cells) {
    this.cells = cells;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** A symbol's open cells by timeframe, and its windows; nothing if it has neither. */
  void symbol(String symbol, int slot, int[][] openCells, Windows windows) {
    Map<Long, Windows.Minute> minutes = windows.of(slot);
    int count = 0;
    for (int[] lists : openCells) {
      for (int cell = lists[slot]; cell != Cells.NONE; cell = cells.next[cell]) {
        count++;
      }
    }
    if (count == 0 && minutes.isEmpty()) {
      return;
    }
    try {
      if (bytes.size() == 0) {
        out.writeByte(VERSION);
      }
      out.writeUTF(symbol);
      out.writeInt(count);
      for (int timeframe = 0; timeframe < openCells.length; timeframe++) {
        for (int cell = openCells[timeframe][slot]; cell != Cells.NONE; cell = cells.next[cell]) {
          cell(timeframe, cell);
        }
      }
      out.writeInt(minutes.size());
      for (Map.Entry<Long, Windows.Minute> minute : minutes.entrySet()) {
        minute(minute.getKey(), minute.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void cell(int timeframe, int cell) throws IOException {
    out.writeByte(timeframe);
    out.writeLong(cells.start[cell]);
    out.writeInt((int) (cells.end[cell] - cells.start[cell]));
    out.writeBoolean(cells.dirty[cell]);
    out.writeBoolean(cells.trades[cell] > 0);
    if (cells.trades[cell] > 0) {
      part(cells.part(cell, "", BarBuilder.TIMEFRAMES[timeframe], false, false));
    }
  }

  private void minute(long start, Windows.Minute minute) throws IOException {
    out.writeLong(start);
    out.writeBoolean(minute.complete);
    out.writeInt(minute.windows.size());
    for (Map.Entry<Long, BarPart> window : minute.windows.entrySet()) {
      out.writeLong(window.getKey());
      part(window.getValue());
    }
    out.writeBoolean(minute.trades != null);
    if (minute.trades != null) {
      part(minute.trades);
    }
  }

  private void part(BarPart part) throws IOException {
    out.writeDouble(part.open());
    out.writeLong(part.openMillis());
    out.writeLong(part.openEpoch());
    out.writeLong(part.openOffset());
    out.writeDouble(part.high());
    out.writeDouble(part.low());
    out.writeBoolean(part.rangeEligible());
    out.writeDouble(part.close());
    out.writeLong(part.closeMillis());
    out.writeLong(part.closeEpoch());
    out.writeLong(part.closeOffset());
    out.writeDouble(part.volume());
    out.writeDouble(part.turnover());
    out.writeLong(part.trades());
  }
}
