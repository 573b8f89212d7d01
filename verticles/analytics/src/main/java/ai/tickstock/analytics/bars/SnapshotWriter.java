package ai.tickstock.analytics.bars;

import ai.tickstock.market.BarPart;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Writes open bars and kept windows, symbol by symbol, for {@link SnapshotReader}. */
final class SnapshotWriter {
  static final byte VERSION = 1;

  /** With the ends of the roll-ups that were forgotten, by timeframe, in front. */
  static final byte VERSION_INTERRUPTED = 2;

  private static final int PART_BYTES = 13 * Long.BYTES + 1;

  private final Cells cells;
  private ByteBuffer out = ByteBuffer.allocate(4096);

  /**
   * @param interrupted ends by timeframe, null if nothing was forgotten
   */
  SnapshotWriter(Cells cells, long[] interrupted) {
    this.cells = cells;
    if (interrupted != null) {
      room(1).put(VERSION_INTERRUPTED);
      for (long end : interrupted) {
        room(8).putLong(end);
      }
    }
  }

  byte[] bytes() {
    return Arrays.copyOf(out.array(), out.position());
  }

  /** A symbol's open cells by timeframe, and its windows; nothing if it has neither. */
  void symbol(String symbol, int slot, OpenCells open, Windows windows) {
    Map<Long, Windows.Minute> minutes = windows.of(slot);
    int count = 0;
    for (int timeframe = 0; timeframe < OpenCells.TIMEFRAMES.length; timeframe++) {
      for (int cell = open.first(timeframe, slot); cell != Cells.NONE; cell = cells.next[cell]) {
        count++;
      }
    }
    if (count == 0 && minutes.isEmpty()) {
      return;
    }
    if (out.position() == 0) {
      room(1).put(VERSION);
    }
    text(symbol);
    room(4).putInt(count);
    for (int timeframe = 0; timeframe < OpenCells.TIMEFRAMES.length; timeframe++) {
      for (int cell = open.first(timeframe, slot); cell != Cells.NONE; cell = cells.next[cell]) {
        cell(timeframe, cell);
      }
    }
    room(4).putInt(minutes.size());
    for (Map.Entry<Long, Windows.Minute> minute : minutes.entrySet()) {
      minute(minute.getKey(), minute.getValue());
    }
  }

  private void cell(int timeframe, int cell) {
    room(1).put((byte) timeframe);
    room(8).putLong(cells.start[cell]);
    room(4).putInt((int) (cells.end[cell] - cells.start[cell]));
    bit(cells.dirty[cell]);
    bit(cells.trades[cell] > 0);
    if (cells.trades[cell] > 0) {
      part(cells.part(cell, "", OpenCells.TIMEFRAMES[timeframe], false, false));
    }
  }

  private void minute(long start, Windows.Minute minute) {
    room(8).putLong(start);
    bit(minute.complete);
    room(4).putInt(minute.windows.size());
    for (Map.Entry<Long, BarPart> window : minute.windows.entrySet()) {
      room(8).putLong(window.getKey());
      part(window.getValue());
    }
    bit(minute.trades != null);
    if (minute.trades != null) {
      part(minute.trades);
    }
  }

  private void part(BarPart part) {
    room(PART_BYTES);
    out.putDouble(part.open());
    out.putLong(part.openMillis());
    out.putLong(part.openEpoch());
    out.putLong(part.openOffset());
    out.putDouble(part.high());
    out.putDouble(part.low());
    out.put((byte) (part.rangeEligible() ? 1 : 0));
    out.putDouble(part.close());
    out.putLong(part.closeMillis());
    out.putLong(part.closeEpoch());
    out.putLong(part.closeOffset());
    out.putDouble(part.volume());
    out.putDouble(part.turnover());
    out.putLong(part.trades());
  }

  private void bit(boolean value) {
    room(1).put((byte) (value ? 1 : 0));
  }

  private void text(String ascii) {
    byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    room(1 + bytes.length).put((byte) bytes.length).put(bytes);
  }

  private ByteBuffer room(int bytes) {
    if (out.remaining() < bytes) {
      ByteBuffer larger = ByteBuffer.allocate(Math.max(out.capacity() * 2, out.position() + bytes));
      out = larger.put(out.flip());
    }
    return out;
  }
}
