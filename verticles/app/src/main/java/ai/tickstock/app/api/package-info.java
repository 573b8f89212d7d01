/**
 * The JSON API: symbols, bars, patterns and indicator values as they are stored. Depends on {@code
 * store} (reads only), {@code market} and {@code app.http}.
 */
package ai.tickstock.app.api;
