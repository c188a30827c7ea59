package io.zoetrope.tasks.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.StreamMessage;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.MessageId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept in the stream of a topic. Any thread may call it; each call is a round trip. */
record StreamPosition(RedisConnections redis, String key) {
  /** What a message of others, without this field, is given out as. */
  static final String FIELD = "json";

  static Message message(StreamMessage<String, String> entry) {
    return new Message(id(entry.getId()), entry.getBody().getOrDefault(FIELD, "null"));
  }

  static MessageId id(String text) {
    return MessageId.parse(text).orElse(MessageId.NONE);
  }

  /** The newest that was ever published, even if it is not kept any more. */
  MessageId newest() {
    return state().newest();
  }

  /** Whether something that came after this one is gone, as far as Redis can tell. */
  boolean isGap(MessageId last) {
    State state = state();
    if (last.compareTo(state.newest()) > 0) {
      return true;
    }
    return last.compareTo(state.oldestKept()) < 0
        && !last.equals(state.newest())
        && state.added() > state.kept();
  }

  /** Those after the one and up to the other, the oldest first. */
  List<Message> between(MessageId after, MessageId upTo, int most) {
    Range<String> range =
        Range.from(Range.Boundary.excluding(after.toString()), Range.Boundary.including(upTo + ""));
    return redis
        .<List<StreamMessage<String, String>>>call(
            commands -> commands.xrange(key, range, Limit.from(most)))
        .stream()
        .map(StreamPosition::message)
        .toList();
  }

  private record State(MessageId newest, MessageId oldestKept, long added, long kept) {}

  private State state() {
    List<Object> info;
    try {
      info = redis.<List<Object>>call(commands -> commands.xinfoStream(key));
    } catch (QueueUnavailableException e) {
      String said = String.valueOf(RedisFailure.find(e, RedisCommandExecutionException.class));
      if (said.contains("no such key")) {
        return new State(MessageId.NONE, MessageId.NONE, 0, 0);
      }
      throw e;
    }
    Map<Object, @Nullable Object> fields = new HashMap<>();
    for (int i = 0; i < info.size(); i += 2) {
      fields.put(info.get(i), info.get(i + 1));
    }
    MessageId newest = id(String.valueOf(fields.get("last-generated-id")));
    MessageId oldest =
        fields.get("first-entry") instanceof List<?> first
            ? id(String.valueOf(first.getFirst()))
            : newest;
    long kept = fields.get("length") instanceof Long length ? length : 0;
    // Before Redis 7 it is not known: then what is older than the oldest counts as gone.
    long added = fields.get("entries-added") instanceof Long count ? count : Long.MAX_VALUE;
    return new State(newest, oldest, added, kept);
  }
}
