package ai.tickstock.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class ProcessesTest {
  @Test
  void thisOneLives() {
    assertThat(Processes.lives(ProcessHandle.current())).isTrue();
  }

  @Test
  void oneThatHasEndedButWasNotAskedForItsExitCodeDoesNotLive() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "needs Linux");
    // The shell starts a child, then becomes a program that never asks for its exit code.
    Process parent =
        new ProcessBuilder("sh", "-c", "sleep 0.2 & exec sleep 200")
            .redirectErrorStream(true)
            .start();
    try {
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> parent.children().findAny().isPresent());
      ProcessHandle child = parent.children().findAny().orElseThrow();
      Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> !Processes.lives(child));
      assertThat(child.isAlive()).as("it is still listed").isTrue();
    } finally {
      parent.destroyForcibly();
    }
  }
}
