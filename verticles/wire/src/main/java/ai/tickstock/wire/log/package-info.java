/**
 * The channel with a log: a Redis pub/sub channel that announces, and a stream of the same name
 * that is the truth; and the in-memory twin that keeps the same promises for tests. Knows nothing
 * of what the messages mean. May depend on Vert.x and Jackson, on no other package of ours.
 *
 * <p>In Redis, beside the stream {@code <channel>}: {@code {<channel>}:head} (a hash: epoch, head,
 * run id of the server, place of the first entry, and {@code pub:<publisher>}, the last sequence of
 * each), {@code {<channel>}:readers} (a hash: reader, committed position) and {@code
 * {<channel>}:adopter} (the lease). A publisher's mark is never removed, since nothing else makes
 * it harmless that it appends again: about 90 bytes for each start of a live publisher, 140 for
 * each file replayed (90 KB in a thousand starts).
 *
 * <p>{@link ai.tickstock.wire.log.LogBus} and what it makes ({@code LogAppender}, {@code
 * PullingReader} with its {@code Continuity} and {@code Adopter}) work over a {@code LogServer},
 * which is a Redis ({@code RedisLogServer}, {@code append.lua}) or the twin ({@code MemoryServer},
 * {@code MemoryLog}).
 */
package ai.tickstock.wire.log;
