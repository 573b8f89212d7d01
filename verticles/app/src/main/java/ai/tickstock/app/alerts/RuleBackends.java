package ai.tickstock.app.alerts;

import ai.tickstock.app.universes.Universes;
import ai.tickstock.store.SeriesReader;
import ai.tickstock.store.users.AlertRuleTable;
import ai.tickstock.wire.log.BusFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * What alerts stand on.
 *
 * @param rules where they are kept
 * @param series values stored before, to go on from after a start
 * @param check what names of indicators and patterns mean
 * @param universes what names of sets of symbols mean
 * @param sinks where what fires goes
 */
public record RuleBackends(
    BusFactory bus,
    AlertRuleTable rules,
    SeriesReader series,
    RuleCheck check,
    Universes universes,
    AlertSinkFactory sinks,
    MeterRegistry metrics,
    Clock clock) {}
