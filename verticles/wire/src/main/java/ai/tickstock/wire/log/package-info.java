/**
 * The channel with a log: a Redis pub/sub channel that announces, and a stream of the same name
 * that is the truth; and the in-memory twin that keeps the same promises for tests. Knows nothing
 * of what the messages mean.
 */
package ai.tickstock.wire.log;
