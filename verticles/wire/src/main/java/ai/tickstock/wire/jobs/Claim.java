package ai.tickstock.wire.jobs;

/**
 * A worker's hold on a job, as long as the worker renews it.
 *
 * @param fence greater than that of every earlier claim of this job, also of those before Redis
 *     lost its memory, if its clock is right: what is stored under a lesser one is not to replace
 *     what is stored under a greater
 * @param job as it was when it was claimed, this claim included
 */
public record Claim(String jobId, String worker, long fence, JobState job) {}
