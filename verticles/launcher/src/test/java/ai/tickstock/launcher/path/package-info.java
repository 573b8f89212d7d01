/**
 * The whole path as a user meets it: the fat jar as processes, real ticks in, the database and the
 * channels looked at.
 */
package ai.tickstock.launcher.path;
