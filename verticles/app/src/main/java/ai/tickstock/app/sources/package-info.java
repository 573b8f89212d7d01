/**
 * Where ticks come from: a synthetic market, a file of recorded ticks, or nowhere. A source hands
 * out ticks when it is asked and knows nothing of channels. Depends on {@code market}, on {@code
 * wire} for the calendar's configuration and, for work off the event loop, on Vert.x.
 */
package ai.tickstock.app.sources;
