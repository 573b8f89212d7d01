/**
 * What the producer half writes: the fenced commit of bars with their position, analysis rows with
 * their cursor. The consumer half must not depend on this package.
 */
package ai.tickstock.store.write;
