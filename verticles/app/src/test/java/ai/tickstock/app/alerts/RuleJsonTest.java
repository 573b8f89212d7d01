package ai.tickstock.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.wire.message.MessageException;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleJsonTest {
  private static final String WHOLE =
      """
      {'patterns': ['Doji', 'Hammer'], 'direction': 'bullish', 'min_confidence': 0.6,
       'conditions': [
         {'indicator': 'RSI(14)', 'op': 'crosses_below', 'level': 30, 'hysteresis': 1.5},
         {'indicator': 'BBANDS(20)', 'output': 'lower', 'op': 'above', 'other': 'close'},
         {'indicator': 'close', 'op': 'enters', 'levels': [10, 20]},
         {'indicator': 'volume', 'op': 'change_above', 'level': 100, 'bars': 3}],
       'frequency': 'every_minutes', 'minutes': 15, 'cooldown_seconds': 60,
       'active_hours': {'from': '09:30', 'to': '16:00', 'days': ['MON', 'FRI'], 'zone': 'America/New_York'},
       'expires_at': 1800000000,
       'channels': [{'type': 'browser'}, {'type': 'email', 'to': 'ann@example.com'},
         {'type': 'webhook', 'url': 'https://example.com/x', 'secret': 's3cret', 'template': 'telegram', 'chat_id': '7'}],
       'enabled': false}
      """;

  @Test
  void aRuleIsTheSameAfterItWasStored() {
    Rule rule = Rules.rule("al_1", WHOLE);
    assertThat(RuleJson.parse("al_1", "ann", RuleJson.json(rule), Rules.CHECK)).isEqualTo(rule);
    assertThat(rule.conditions().get(1)).hasToString("BBANDS(20).lower above close");
  }

  @Test
  void aSecretIsNotShownAndStaysWhenItComesBackAsShown() {
    Rule rule = Rules.rule("al_1", WHOLE);
    JsonObject stored = RuleJson.json(rule);
    JsonObject shown = RuleJson.shown(rule);
    assertThat(shown.encode()).doesNotContain("s3cret");
    ChannelJson.reveal(shown, stored);
    assertThat(RuleJson.parse("al_1", "ann", shown, Rules.CHECK)).isEqualTo(rule);
    shown.getJsonArray("channels").getJsonObject(2).put("url", "https://evil.example/x");
    shown.getJsonArray("channels").getJsonObject(2).put("secret", ChannelJson.HIDDEN);
    assertThatThrownBy(() -> ChannelJson.reveal(shown, stored))
        .hasMessageStartingWith("channels[2].secret: expected the secret itself");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'patterns': ['Doji'], 'name': ''} | name: expected a String of 1 to 200 characters, was \"\"",
        "{} | conditions: expected patterns or conditions or both, was neither",
        "{'patterns': ['Dojo']} | patterns[0]: expected a name such as Doji, Hammer, was Dojo",
        "{'patterns': ['Doji'], 'symbols': ['a b']} | symbols[0]: expected an array",
        "{'patterns': ['Doji'], 'timeframes': ['2min']} | timeframes[0]: expected",
        "{'patterns': ['Doji'], 'timeframe': '1min'} | timeframe: no such field; there are name, symbols",
        "{'patterns': ['Doji'], 'direction': 'up'} | direction: expected one of bullish, bearish",
        "{'patterns': ['Doji'], 'min_confidence': 2} | min_confidence: expected a number from 0 to 1, was 2",
        "{'patterns': ['Doji'], 'frequency': 'often'} | frequency: expected one of once, once_per_bar",
        "{'patterns': ['Doji'], 'frequency': 'every_minutes'} | minutes: expected a whole number from 1 to 10080, was null",
        "{'patterns': ['Doji'], 'cooldown_seconds': 1.5} | cooldown_seconds: expected a whole number",
        "{'conditions': [{'indicator': 'RSII', 'op': 'above', 'level': 1}]} | conditions[0].indicator: expected a name such as RSI, SMA, was RSII",
        "{'conditions': [{'indicator': 'RSI(14)', 'op': 'over', 'level': 1}]} | conditions[0].op: expected one of above, below, crosses_above, crosses_below, enters, leaves, change_above, change_below, was \"over\"",
        "{'conditions': [{'indicator': 'RSI(14)', 'op': 'above'}]} | conditions[0].level: expected a Number, was null",
        "{'conditions': [{'indicator': 'RSI(14)', 'op': 'above', 'level': 1, 'other': 'close'}]} | conditions[0].level: expected either level or other",
        "{'conditions': [{'indicator': 'BBANDS(20)', 'output': 'top', 'op': 'above', 'level': 1}]} | conditions[0].output: expected one of upper, middle, lower, was \"top\"",
        "{'conditions': [{'indicator': 'close', 'op': 'enters', 'levels': [2, 1]}]} | conditions[0].levels: expected the lower level before the upper one",
        "{'conditions': [{'indicator': 'close', 'op': 'above', 'level': 1, 'hysteresis': -1}]} | conditions[0].hysteresis: expected a number not below 0",
        "{'patterns': ['Doji'], 'active_hours': {'from': '9', 'to': '16:00', 'zone': 'UTC'}} | active_hours.from: expected a time such as 09:30",
        "{'patterns': ['Doji'], 'active_hours': {'from': '09:30', 'to': '16:00', 'zone': 'Mars'}} | active_hours.zone: expected a time zone",
        "{'patterns': ['Doji'], 'channels': [{'type': 'fax'}]} | channels[0].type: expected one of browser, webhook, email, was \"fax\"",
        "{'patterns': ['Doji'], 'channels': [{'type': 'webhook', 'url': 'ftp://x'}]} | channels[0].url: expected an address",
        "{'patterns': ['Doji'], 'channels': [{'type': 'email', 'to': 'ann'}]} | channels[0].to: expected an address such as ann@example.com"
      })
  void anErrorNamesTheField(String rule, String message) {
    assertThatThrownBy(() -> Rules.rule("al_1", rule))
        .isInstanceOf(MessageException.class)
        .hasMessageStartingWith(message);
  }
}
