package ai.tickstock.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnhandledTest {
  private static final StackTraceElement PROMISE = frame("io.vertx.core.Promise", "fail");
  private static final StackTraceElement TIMER =
      frame("io.vertx.sqlclient.impl.pool.SqlConnectionPool$1PoolRequest", "lambda$onEnqueue$1");

  @Test
  void theTimerOfARequestThatHasItsConnectionIsNoError() {
    assertThat(Unhandled.isLateTimer(completedTwice(PROMISE, TIMER))).isTrue();
  }

  @Test
  void anyOtherPromiseThatIsCompletedTwiceIsOne() {
    StackTraceElement other =
        frame("io.vertx.sqlclient.impl.pool.SqlConnectionPool$1PoolRequest", "complete");
    StackTraceElement ours = frame("ai.tickstock.pl.Anything", "lambda$onEnqueue$1");
    assertThat(Unhandled.isLateTimer(completedTwice(PROMISE, other))).isFalse();
    assertThat(Unhandled.isLateTimer(completedTwice(PROMISE, ours))).isFalse();
    assertThat(Unhandled.isLateTimer(completedTwice(PROMISE, ours, TIMER))).isFalse();
  }

  @Test
  void soIsAnythingElseOfTheTimer() {
    assertThat(Unhandled.isLateTimer(at(new IllegalStateException("closed"), PROMISE, TIMER)))
        .isFalse();
    assertThat(Unhandled.isLateTimer(at(new NullPointerException(), PROMISE, TIMER))).isFalse();
  }

  private static Throwable completedTwice(StackTraceElement... frames) {
    return at(new IllegalStateException("Promise already completed"), frames);
  }

  private static Throwable at(Throwable error, StackTraceElement... frames) {
    error.setStackTrace(frames);
    return error;
  }

  private static StackTraceElement frame(String type, String method) {
    return new StackTraceElement(type, method, null, -1);
  }
}
