package ai.tickstock.app.delivery;

import ai.tickstock.store.users.AlertHistory;
import ai.tickstock.store.users.DeliveryQueue;
import ai.tickstock.wire.users.UserMessagesFactory;

/**
 * Where alerts that fired are kept.
 *
 * @param messages what waits for each user
 * @param history what fired for each user
 * @param queue what is still to be sent
 */
public record AlertBackends(
    UserMessagesFactory messages, AlertHistory history, DeliveryQueue queue) {}
