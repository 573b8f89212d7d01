/** What answers HTTP: health, metrics and the page; and the health message every ten seconds. */
package ai.tickstock.launcher.http;
