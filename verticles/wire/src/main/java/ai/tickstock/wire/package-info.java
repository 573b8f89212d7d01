/**
 * The public, polyglot contract: every channel, every message and its JSON. How messages travel is
 * told in {@code ai.tickstock.wire.log}. Depends on {@code market}, Vert.x and Jackson.
 */
package ai.tickstock.wire;
