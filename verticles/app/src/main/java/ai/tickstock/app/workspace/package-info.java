/**
 * What a user finds again in another browser: preferences, and work under way. Depends on {@code
 * store.users}, {@code app.api} and {@code app.http}.
 */
package ai.tickstock.app.workspace;
