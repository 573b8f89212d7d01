package ai.tickstock.bench.faults;

import ai.tickstock.wire.Channels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;

/** A feed that a mesh's App publishes, and how far it has come. */
final class Played {
  private static final String HEAD = "{" + Channels.TICKS + "}:head";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Mesh mesh;
  private final Feed feed;
  private final Check check;
  private final String publisher;

  Played(Mesh mesh, Feed feed) throws IOException {
    this.mesh = mesh;
    this.feed = feed;
    check = new Check(feed);
    publisher = "replay:" + sha256(feed.file());
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** Begins, and waits until the first ticks are in the log. */
  void begin(long playMillis) throws IOException {
    Waiting.until("the mesh to be ready", PATIENCE, mesh::isReady);
    mesh.play(feed.file(), feed.speed(playMillis));
    Waiting.until("the first ticks in the log", PATIENCE, () -> inLog() > 0);
  }

  /** Its messages in the log; fails if Redis is away. */
  long inLog() throws IOException {
    String mark = mesh.redis().ask("HGET", HEAD, "pub:" + publisher).get(0);
    return mark == null ? 0 : Long.parseLong(mark);
  }

  /** Its messages of which every partition has stored its part; fails if the database is away. */
  long stored() throws SQLException {
    return mesh.database()
        .number(
            "select min(coalesce((marks->>'" + publisher + "')::bigint, 0)) from feed_position");
  }

  /** Whether all of it is stored; the last message is the publisher's end. */
  boolean isStored() throws SQLException {
    return stored() > feed.ticks();
  }

  /** Whether as much is there as there should be at the end; fails if the database is away. */
  boolean isAllThere() throws SQLException {
    return check.isAllThere(mesh);
  }

  /** Compares what there is with the true answer; fails if the database is away. */
  Verdict compare() throws SQLException {
    return check.compare(mesh);
  }

  int ticks() {
    return feed.ticks();
  }
}
