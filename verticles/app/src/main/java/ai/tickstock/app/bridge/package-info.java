/**
 * Reads what comes back from the producer half and hands it on inside this one. Depends on {@code
 * wire}.
 */
package ai.tickstock.app.bridge;
