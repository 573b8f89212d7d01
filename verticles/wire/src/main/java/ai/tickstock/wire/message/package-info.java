/**
 * The messages that are few: jobs, commands and what backtests say of themselves. Each is a record
 * with its own JSON, {@code json()} and {@code from(JsonObject)}, as {@code asyncapi.yaml} has it;
 * ticks and the events of a minute boundary have writers and readers of their own in {@code
 * ai.tickstock.wire}. Unknown fields are ignored; a field that is missing or wrong is refused by
 * name, with what was found and what is expected. Depends on {@code market} and Vert.x' JSON.
 */
package ai.tickstock.wire.message;
