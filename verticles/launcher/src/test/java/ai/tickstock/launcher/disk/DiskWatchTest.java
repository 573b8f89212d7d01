package ai.tickstock.launcher.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class DiskWatchTest {
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<String> alarms = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private DiskWatch watch(Path path, long leastBytes) {
    DiskWatch watch = new DiskWatch(new DiskOptions(path, leastBytes), metrics, alarms::add);
    vertx.deployVerticle(watch).await();
    return watch;
  }

  @Test
  void aDiskWithRoomIsNoTrouble() throws IOException {
    assertThat(watch(directory, 0).trouble()).isNull();
    assertThat(metrics.get("tickstock_disk_free_bytes").gauge().value())
        .isGreaterThan(0)
        .isLessThanOrEqualTo(metrics.get("tickstock_disk_total_bytes").gauge().value());
    assertThat(metrics.get("tickstock_disk_total_bytes").gauge().value())
        .isEqualTo(Files.getFileStore(directory).getTotalSpace());
  }

  @Test
  void aDirectoryThatIsNotThereYetIsOnTheDiskItWillBeOn() throws IOException {
    Path later = directory.resolve("data").resolve("spool");
    assertThat(new Disk(later).room().totalBytes())
        .isEqualTo(Files.getFileStore(directory).getTotalSpace());
  }

  @Test
  void aDiskThatIsNearlyFullIsSaidOnceWithWhatIsExpected() {
    DiskWatch watch = watch(directory, Long.MAX_VALUE / 2);
    assertThat(watch.trouble())
        .startsWith("disk of " + directory + " nearly full: expected at least ")
        .contains("(data.minFreeMegabytes), was ");
    assertThat(alarms).containsExactly(watch.trouble());
  }

  /** Where a small file system may be mounted, as in a container of root's. */
  @Test
  void aSmallDiskThatFillsUpIsToldOfBeforeItIsFullAndAgainTheNextTime() throws Exception {
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", directory.toString()))
        .as("a tmpfs may be mounted")
        .isZero();
    try {
      DiskWatch watch = watch(directory, 4 * MEGABYTE);
      assertThat(watch.trouble()).isNull();
      Path ballast = fill(5);
      awaitTrouble(watch, true);
      assertThat(watch.trouble())
          .endsWith("expected at least 4 MB free (data.minFreeMegabytes), was 3 of 8 MB");
      assertThat(metrics.get("tickstock_disk_free_bytes").gauge().value()).isLessThan(4 * MEGABYTE);
      Files.delete(ballast);
      awaitTrouble(watch, false);
      assertThat(alarms).hasSize(1);
      fill(5);
      awaitTrouble(watch, true);
      assertThat(alarms).hasSize(2);
    } finally {
      run("umount", directory.toString());
    }
  }

  private Path fill(int megabytes) throws IOException {
    return Files.write(directory.resolve("ballast"), new byte[megabytes * MEGABYTE]);
  }

  private static void awaitTrouble(DiskWatch watch, boolean there) {
    await().atMost(Duration.ofSeconds(120)).until(() -> watch.trouble() != null == there);
  }

  private static int run(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (IOException notInstalled) {
      return -1;
    }
  }
}
