package ai.tickstock.wire.log;

/** A server that keeps logs, to be treated badly. */
interface ServerForTests {
  String url();

  BusFactory buses(RedisBusOptions options);

  /** Stops it as if by a power cut. */
  void kill();

  /** Starts it with all it had. */
  void start();

  /** Remembers its state. */
  void remember();

  /** Kills it if it runs, and starts it with the state remembered. */
  void restartAsRemembered();

  void restartEmpty();

  /** Somebody with a console drops a log's messages before an offset. */
  void trim(String channel, long firstOffset);
}
