/**
 * Who may ask this half something: tokens, one-time links, and the guard before everything that is
 * not public. Depends on Vert.x only.
 */
package ai.tickstock.app.http;
