/**
 * The doctor: sends a probe through a running mesh and says of each phase what was measured, what
 * is expected and what to do. What judges ({@code …Checks}) is pure: facts in, findings out; {@link
 * ai.tickstock.launcher.doctor.Examination} gathers the facts.
 */
package ai.tickstock.launcher.doctor;
