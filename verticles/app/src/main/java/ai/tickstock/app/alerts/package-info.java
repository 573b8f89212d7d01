/**
 * Alerts: the rules of users, matched against the events of bars, indicators and patterns, and
 * handed on where one fires. Depends on {@code wire}, {@code store} and {@code market}; what the
 * names of indicators and patterns mean it is told through {@code RuleCheck}.
 */
package ai.tickstock.app.alerts;
