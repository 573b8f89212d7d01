package ai.tickstock.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/** Hands immutable values over by reference, inside this process only. */
public final class LocalCodec implements MessageCodec<Object, Object> {
  private static final String NAME = "tickstock.local";

  private LocalCodec() {}

  /** Makes the codec known to an event bus, once. */
  public static void register(EventBus bus) {
    try {
      bus.registerCodec(new LocalCodec());
    } catch (IllegalStateException alreadyThere) {
      // Several verticles share one event bus; the first one registers for all.
    }
  }

  /** Options for a send, request, publish or reply of such a value. */
  public static DeliveryOptions options() {
    return new DeliveryOptions().setCodecName(NAME).setLocalOnly(true);
  }

  @Override
  public Object transform(Object value) {
    return value;
  }

  @Override
  public void encodeToWire(Buffer buffer, Object value) {
    throw new UnsupportedOperationException("local values do not travel");
  }

  @Override
  public Object decodeFromWire(int position, Buffer buffer) {
    throw new UnsupportedOperationException("local values do not travel");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
