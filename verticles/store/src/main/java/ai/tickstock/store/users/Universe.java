package ai.tickstock.store.users;

import java.time.Instant;
import java.util.List;

/**
 * A named set of symbols.
 *
 * @param owner whose it is, {@link UniverseTable#SHARED} if all may use it
 * @param symbols in upper case, each once
 * @param version another after every change
 */
public record Universe(
    String owner,
    String name,
    List<String> symbols,
    String description,
    long version,
    Instant updatedAt) {}
