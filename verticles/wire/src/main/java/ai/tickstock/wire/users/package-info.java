/**
 * What is kept for each user in Redis: the alerts that fired and have not been acknowledged, and
 * what is needed to fire each of them once. May depend on {@code wire} and {@code wire.log}.
 *
 * <p>In Redis, beside the public stream {@code user_messages:<user>} and in its cluster slot:
 * {@code {user_messages:<user>}:kept} (a hash: alert, entry of the stream), {@code …:fired} (a
 * sorted set: alert, when it fired, Unix milliseconds) and {@code …:marks:<subscription>} (a hash:
 * mark, time of the last event that fired it).
 */
package ai.tickstock.wire.users;
