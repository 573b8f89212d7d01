package ai.tickstock.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {
  private final List<Promise<Void>> begun = new ArrayList<>();
  private final OneAtATime work =
      new OneAtATime(
          () -> {
            begun.add(Promise.promise());
            return begun.get(begun.size() - 1).future();
          });

  @Test
  void whatIsDoneAtOnceCanBeDoneAgain() {
    List<String> done = new ArrayList<>();
    OneAtATime quick =
        new OneAtATime(
            () -> {
              done.add("done");
              return Future.succeededFuture();
            });
    assertThat(quick.run().succeeded()).isTrue();
    assertThat(quick.run().succeeded()).isTrue();
    assertThat(done).hasSize(2);
  }

  @Test
  void whoAsksWhileItIsUnderWayHasItDoneOnceMore() {
    Future<Void> first = work.run();
    Future<Void> second = work.run();
    Future<Void> third = work.run();
    assertThat(begun).hasSize(1);
    begun.get(0).complete();
    assertThat(begun).hasSize(2);
    assertThat(second.isComplete()).isFalse();
    begun.get(1).complete();
    assertThat(List.of(first.succeeded(), second.succeeded(), third.succeeded()))
        .containsOnly(true);
    assertThat(begun).hasSize(2);
  }

  @Test
  void whatHasFailedIsDoneAgain() {
    Future<Void> first = work.run();
    begun.get(0).fail("away");
    assertThat(first.failed()).isTrue();
    Future<Void> second = work.run();
    begun.get(1).complete();
    assertThat(second.succeeded()).isTrue();
  }
}
