package ai.tickstock.app.alerts.match;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Matching by the index says what looking at every rule with every event says. */
class MatcherProperties {
  @Property(tries = 300)
  void theIndexFindsWhatLookingAtEveryRuleFinds(@ForAll long seed) {
    new RandomMatching(seed).run();
  }
}
