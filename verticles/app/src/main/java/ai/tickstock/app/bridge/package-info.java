/**
 * From the producer half to the browsers: reads the event logs, writes each event once as a frame,
 * and hands it to the sockets that want it. Depends on {@code wire}, {@code store.users} and {@code
 * app.http}.
 */
package ai.tickstock.app.bridge;
