/**
 * How a process tells that it is well: the health message every ten seconds, and HTTP with health,
 * metrics and the files of the page. Depends on {@code wire} and {@code app.http}; the halves come
 * in as suppliers of JSON.
 */
package ai.tickstock.launcher.http;
