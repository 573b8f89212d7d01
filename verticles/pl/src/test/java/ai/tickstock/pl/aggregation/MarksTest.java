package ai.tickstock.pl.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarksTest {
  private final Marks marks = new Marks();

  @Test
  void thePublishersHeardOfLongestAgoAreForgotten() {
    for (int start = 0; start < 100; start++) {
      marks.put("app-1:" + start, 7);
      marks.put("app-2:1", start);
      marks.forgetSurplus();
    }
    Map<String, Long> left = marks.copy();
    assertThat(left).hasSize(32).containsEntry("app-2:1", 99L);
    assertThat(left.keySet())
        .containsAll(IntStream.range(69, 100).mapToObj(start -> "app-1:" + start).toList());
  }

  @Test
  void aFileIsRememberedWhoeverElsePublishes() {
    marks.put("replay:00ff", 40_000);
    for (int run = 0; run < 900; run++) {
      marks.put("replay:00ff:" + run, 40_000);
      marks.put("app-1:" + run, 1);
      marks.put("replay:" + run, 1);
      marks.forgetSurplus();
    }
    assertThat(marks.copy()).hasSize(901 + 32).containsEntry("replay:00ff", 40_000L);
  }

  @Test
  void nothingIsForgottenBeforeItIsTold() {
    Map<String, Long> stored = Map.of("a", 1L, "replay:b", 2L);
    marks.putAll(stored);
    assertThat(marks.copy()).isEqualTo(stored);
  }
}
