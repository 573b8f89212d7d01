package ai.tickstock.store.users;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * Something kept for a user, as it was put.
 *
 * @param version 1 at first, one more for each change
 */
public record UserState(JsonObject content, long version, Instant updatedAt) {}
