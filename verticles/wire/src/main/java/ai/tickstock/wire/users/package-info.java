/**
 * What is kept in Redis for a user: alerts decided once and kept until they are acknowledged.
 * Depends on {@code wire.log}.
 */
package ai.tickstock.wire.users;
