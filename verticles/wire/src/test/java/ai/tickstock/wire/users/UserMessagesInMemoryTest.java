package ai.tickstock.wire.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UserMessagesInMemoryTest extends UserMessagesContract {
  @Override
  UserMessagesFactory factory() {
    return new MemoryUserMessages(MOST);
  }

  @Test
  void messagesLiveSevenDaysBehindTheLastOne() throws Exception {
    AtomicLong now = new AtomicLong(1_764_000_000_000L);
    UserMessages aging = new MemoryUserMessages(MOST, now::get).create(vertx);
    await(aging.fire("ann", new Firing("a", "s", List.of(), 1, "{}")));
    now.addAndGet(UserMessages.MESSAGE_MILLIS - 1);
    await(aging.fire("ann", new Firing("b", "s", List.of(), 1, "{}")));
    now.addAndGet(UserMessages.MESSAGE_MILLIS - 1);
    assertThat(await(aging.length("ann"))).isEqualTo(2);
    now.addAndGet(1);
    assertThat(await(aging.length("ann"))).isZero();
  }
}
