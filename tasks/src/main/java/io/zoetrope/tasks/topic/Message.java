package io.zoetrope.tasks.topic;

/**
 * One message of a topic.
 *
 * @param json as it was published, for programs to parse
 */
public record Message(MessageId id, String json) {}
