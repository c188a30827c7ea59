package io.zoetrope.tasks.topic;

/**
 * One piece of news.
 *
 * @param json as it was published, for programs to parse
 */
public record Message(MessageId id, String json) {}
