/**
 * The messages that are few: jobs, commands, what backtests say of themselves, health and errors.
 * Each is a record with its own JSON, {@code json()} and {@code from(JsonObject)}, as {@code
 * asyncapi.yaml} has it; ticks and the events of a minute boundary have writers and readers of
 * their own in {@code ai.tickstock.wire}. Unknown fields are ignored; a field that is missing or
 * wrong is refused by name, with what was found and what is expected. Depends on {@code market},
 * Vert.x' JSON, and {@code wire.log} for what is known of Redis.
 */
package ai.tickstock.wire.message;
