/**
 * The board on which jobs stand: who asked for them, who works on them, how far they are. The hash
 * {@code job:{job_id}} is public; what else is kept beside it is private to this package. Over
 * Redis, and in an in-memory twin with the same promises.
 */
package ai.tickstock.wire.jobs;
