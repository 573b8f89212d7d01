package ai.tickstock.launcher.doctor;

import ai.tickstock.launcher.config.Secrets;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for answers; blocks.
 *
 * @param patience for each of them
 */
record Answers(Duration patience) {

  <T> T await(Future<T> answer) throws InterruptedException, ExecutionException, TimeoutException {
    return answer
        .toCompletionStage()
        .toCompletableFuture()
        .get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** For what is asked again and again: one answer that is missing says nothing. */
  <T> T quietly(Future<T> answer, T otherwise) {
    try {
      return await(answer);
    } catch (ExecutionException | TimeoutException e) {
      return otherwise;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return otherwise;
    }
  }

  /** Why there was none, without passwords. */
  static String reason(Exception e) {
    Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
    if (cause instanceof TimeoutException) {
      return "no answer in time";
    }
    return Secrets.masked(cause.getMessage() == null ? cause.toString() : cause.getMessage());
  }
}
