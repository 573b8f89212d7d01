package ai.tickstock.pl.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.analytics.indicators.IndicatorSet;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.IndicatorSpecs;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.pl.indicators.IndicatorOptions;
import ai.tickstock.pl.indicators.IndicatorOptions.Wanted;
import ai.tickstock.pl.patterns.PatternOptions;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageOptionsTest {
  private static final Set<Timeframe> ALL = Set.of(Timeframe.values());

  @Test
  void withoutConfigurationEverythingIsComputed() {
    assertThat(PatternOptions.from(new JsonObject()))
        .isEqualTo(new PatternOptions(PatternOptions.names(), ALL, 0, 50));
    assertThat(IndicatorOptions.from(new JsonObject()))
        .isEqualTo(
            new IndicatorOptions(
                IndicatorSet.defaults().stream().map(spec -> new Wanted(spec, ALL, true)).toList(),
                ALL,
                2_000,
                MarketCalendar.newYork(),
                50));
  }

  @Test
  void everyKeyIsRead() {
    JsonObject config =
        new JsonObject(
            """
            {"patterns": {"enabled": ["Doji"], "timeframes": ["1min"], "minConfidence": 0.5},
             "indicators": {"enabled": ["VWAP", {"name": "SMA", "parameters": {"timePeriod": 5}}], "timeframes": ["1day"]},
             "logging": {"perSymbolLimit": 3}}
            """);
    assertThat(PatternOptions.from(config))
        .isEqualTo(new PatternOptions(Set.of("Doji"), Set.of(Timeframe.MIN_1), 0.5, 3));
    IndicatorOptions indicators = IndicatorOptions.from(config);
    assertThat(indicators.enabled())
        .containsExactly(
            new Wanted(IndicatorSpec.of("VWAP"), Set.of(Timeframe.DAY_1), true),
            new Wanted(IndicatorSpec.of("SMA", "timePeriod", 5), Set.of(Timeframe.DAY_1), true));
    assertThat(indicators.timeframes()).containsExactly(Timeframe.DAY_1);
  }

  @Test
  void anIndicatorMayHaveTimeframesOfItsOwnAndNotBePublished() {
    JsonObject config =
        new JsonObject(
            """
            {"indicators": {"enabled": [
               "SMA(5, volume)",
               {"name": "BBANDS", "parameters": {"timePeriod": 20, "maType": "EMA"}, "timeframes": ["1hour", "1day"]},
               {"name": "RSI", "publish": false}],
             "timeframes": ["1min"]}}
            """);
    Set<Timeframe> minutes = Set.of(Timeframe.MIN_1);
    assertThat(IndicatorOptions.from(config).enabled())
        .containsExactly(
            new Wanted(IndicatorSpecs.one("SMA(timePeriod=5, input=volume)"), minutes, true),
            new Wanted(
                IndicatorSpecs.one("BBANDS(20, maType=EMA)"),
                Set.of(Timeframe.HOUR_1, Timeframe.DAY_1),
                true),
            new Wanted(IndicatorSpec.of("RSI"), minutes, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'patterns': []}|patterns: expected an object, was []",
        "{'patterns': {'enabled': ['Dojo']}}|patterns.enabled: pattern: expected a name such as Doji",
        "{'patterns': {'enabled': ['DoubleTopp']}}|patterns.enabled: pattern: expected a name such as DoubleTop,",
        "{'patterns': {'enabled': ['CDLHAMMER']}}|patterns.enabled: pattern: expected a name such as Hammer (",
        "{'patterns': {'enabled': 'Doji'}}|patterns.enabled: expected a list, was Doji",
        "{'patterns': {'enabled': [7]}}|patterns.enabled: expected a list of names, was 7",
        "{'patterns': {'timeframes': ['2min']}}|patterns.timeframes: timeframe: expected one of 1min",
        "{'patterns': {'minConfidence': 2}}|patterns.minConfidence: expected a number from 0 to 1, was 2.0",
        "{'patterns': {'minConfidence': 'x'}}|patterns.minConfidence: expected a number, was x",
        "{'logging': {'perSymbolLimit': -1}}|logging.perSymbolLimit: expected a number not below 0, was -1",
        "{'indicators': {'enabled': ['SMAA']}}|indicators.enabled: indicator: expected a name such as SMA",
        "{'indicators': {'enabled': [5]}}|indicators.enabled: expected {",
        "{'indicators': {'enabled': [{}]}}|indicators.enabled: indicator: expected a name",
        "{'indicators': {'enabled': [{'name': 'SMA', 'parameters': {'timePeriod': 'x'}}]}}|indicators.enabled: SMA.timePeriod: expected a whole number from 2 to 100000, was x",
        "{'indicators': {'enabled': [{'name': 'RSI', 'period': 5}]}}|indicators.enabled: expected {",
        "{'indicators': {'enabled': [{'name': 'RSI', 'timeframes': ['2min']}]}}|indicators.enabled: timeframe: expected one of 1min",
        "{'indicators': {'enabled': ['RSI', 'RSI']}}|indicators.enabled: expected each once, was RSI_14 twice",
      })
  void aBadValueIsRefusedByItsKey(String config, String reason) {
    JsonObject object = new JsonObject(config.replace('\'', '"'));
    assertThatThrownBy(
            () -> {
              PatternOptions.from(object);
              IndicatorOptions.from(object);
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(reason);
  }
}
