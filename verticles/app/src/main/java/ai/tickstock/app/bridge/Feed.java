package ai.tickstock.app.bridge;

import ai.tickstock.wire.Channels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a browser may register for, by its public address. There is nothing else on the bridge. */
public enum Feed {
  /** Patterns detected, revised and retracted. None is lost. */
  PATTERN_ALERT("pattern_alert", List.of(Channels.PATTERNS)),

  /** Indicator values; a slow browser gets the newest of each. */
  INDICATOR_UPDATE("indicator_update", List.of(Channels.INDICATORS)),

  /** Bars closed, amended and forming; a slow browser gets the newest state of each. */
  BAR_UPDATE("bar_update", List.of(Channels.BARS, Channels.BARS_FORMING)),

  /** How the user's own backtests go and end. No end is lost. */
  BACKTEST_UPDATE(
      "backtest_update", List.of(Channels.BACKTEST_RESULTS, Channels.BACKTEST_PROGRESS)),

  /** Trades, at most four a second of a symbol. */
  MARKET_TICK("market_tick", List.of(Channels.TICKS)),

  /** The health message of each half, every ten seconds. */
  SYSTEM_HEALTH("system_health", List.of(Channels.HEALTH));

  private final String address;
  private final List<String> channels;

  Feed(String address, List<String> channels) {
    this.address = address;
    this.channels = channels;
  }

  /** The address browsers register for. */
  public String address() {
    return address;
  }

  /** The channels it is made of. */
  List<String> channels() {
    return channels;
  }

  /** The log in which a browser has a position, null if what it missed is not sent again. */
  String log() {
    return this == PATTERN_ALERT || this == BACKTEST_UPDATE ? channels.get(0) : null;
  }

  /** The feed of an address, null if there is none. */
  static Feed at(String address) {
    for (Feed feed : values()) {
      if (feed.address.equals(address)) {
        return feed;
      }
    }
    return null;
  }

  /** The feed a channel belongs to. */
  static Feed of(String channel) {
    for (Feed feed : values()) {
      if (feed.channels.contains(channel)) {
        return feed;
      }
    }
    throw new IllegalArgumentException(channel);
  }

  /** All addresses, for people. */
  static String addresses() {
    return Arrays.stream(values()).map(Feed::address).collect(Collectors.joining(", "));
  }
}
