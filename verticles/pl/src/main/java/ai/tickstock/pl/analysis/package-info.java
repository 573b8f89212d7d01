/**
 * What the analysis stages share: taking committed bar changes in their order, keeping the state of
 * every series, publishing what comes of it exactly once, and storing the place with the rows. What
 * is computed, an {@link ai.tickstock.pl.analysis.Analysis} says. Depends on {@code market}, {@code
 * store} and {@code wire}; knows no indicator and no pattern.
 */
package ai.tickstock.pl.analysis;
