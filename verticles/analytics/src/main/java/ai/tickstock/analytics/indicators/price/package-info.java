/** Price transforms: one price for a whole bar. */
package ai.tickstock.analytics.indicators.price;
