/**
 * From an alert that fired to its user: decided and kept in Redis, written into the history and the
 * outbox, shown by browsers, sent by webhook and mail. Every step may be done again. Depends on
 * {@code app.alerts} (what fires), {@code app.api}, {@code app.http}, {@code wire.users} and {@code
 * store.users}.
 */
package ai.tickstock.app.delivery;
