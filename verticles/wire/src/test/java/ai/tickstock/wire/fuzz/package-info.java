/**
 * Nasty input, from a seed, and what every refusal of it owes a person: tests of all rooms may use
 * it.
 */
package ai.tickstock.wire.fuzz;
