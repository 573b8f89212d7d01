package ai.tickstock.launcher.doctor;

import static ai.tickstock.launcher.doctor.Phase.TICKS;

import ai.tickstock.wire.Channels;
import ai.tickstock.wire.log.LogPosition;

/** Judges whether ticks flow from any publisher into PL. Pure. */
final class TickChecks {
  private static final String START_PL = "start it: run --role pl (or run, for both halves)";

  private TickChecks() {}

  /**
   * @param subscribers clients subscribed to the ticks' channel, before ours
   * @param adopted whether one of them, which is PL, holds the lease to append what plain clients
   *     publish
   */
  static Finding subscriber(long subscribers, boolean adopted) {
    String check = "subscriber";
    String expected = "PL, subscribed to " + Channels.TICKS;
    String none = "no subscriber";
    if (subscribers == 0) {
      return Finding.failed(TICKS, check, "nobody has subscribed", expected, START_PL, none);
    }
    return adopted
        ? Finding.ok(TICKS, check, subscribers + ", PL among them", expected)
        : Finding.failed(
            TICKS,
            check,
            subscribers + ", but none that reads for PL",
            expected,
            START_PL + "; if it runs, it is frozen or cut off from Redis: see its log",
            none);
  }

  /**
   * @param sent ticks published
   * @param found how many of them stand in the log
   * @param before the log's last offset before that
   * @param now and after
   */
  static Finding log(int sent, int found, long before, long now) {
    String check = "log grows";
    String expected = "the probe's " + sent + " ticks in it";
    String measured = String.format("%,d to %,d, %d of %d ticks", before, now, found, sent);
    return found == sent
        ? Finding.ok(TICKS, check, measured, expected)
        : Finding.failed(
            TICKS,
            check,
            measured,
            expected,
            "see PL's log for refusals, for a log that is full (log.capacity) and for a lost"
                + " connection to Redis",
            "what is published does not reach the log");
  }

  /**
   * @param probe where the probe's last tick stands
   * @param first how far PL had read and stored when it was sent
   * @param stored and at last
   * @param head the log's last offset
   * @param halves what the halves say of themselves
   */
  static Finding consumed(
      LogPosition probe, LogPosition first, LogPosition stored, long head, Halves halves) {
    String check = "published = consumed";
    String expected = "PL at offset " + probe.offset() + " or later";
    String measured = String.format("PL at %,d of %,d", stored.offset(), head);
    if (stored.compareTo(probe) >= 0) {
      return Finding.ok(TICKS, check, measured, expected);
    }
    return stored.compareTo(first) > 0
        ? Finding.warning(
            TICKS,
            check,
            measured + ", catching up",
            expected,
            "wait until PL has caught up with what was published before, and look again")
        : Finding.failed(
            TICKS,
            check,
            measured,
            expected,
            "PL has subscribed and does not get on" + halves.trouble("pl") + ": see its log",
            "ticks are published and not consumed");
  }
}
