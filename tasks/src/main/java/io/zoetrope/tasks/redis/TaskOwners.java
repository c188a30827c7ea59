package io.zoetrope.tasks.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Whose tasks a process submits and does, where several share one Redis: a task that has an owner
 * is given to nobody but workers that serve it. Immutable.
 *
 * @param ofKind the owner of a task of this kind that is submitted here, if it has one
 * @param served whose tasks are taken here, besides those without an owner; asked often, on any
 *     thread, and may block for a round trip
 */
public record TaskOwners(
    Function<String, Optional<String>> ofKind, Supplier<? extends Collection<String>> served) {
  /** No task has an owner, and none of an owner's is taken. */
  public static final TaskOwners NONE = serving(Set::of);

  /**
   * One who does the tasks that it submits itself.
   *
   * @param owner lower-case letters, digits, {@code -}, at most 64
   * @param kinds those of its tasks that it owns; others may do the rest
   */
  public static TaskOwners only(String owner, Predicate<String> kinds) {
    Optional<String> own = Optional.of(checked(owner));
    return new TaskOwners(kind -> kinds.test(kind) ? own : Optional.empty(), () -> Set.of(owner));
  }

  /** One who does the tasks of others, and owns none. */
  public static TaskOwners serving(Supplier<? extends Collection<String>> served) {
    return new TaskOwners(_ -> Optional.empty(), served);
  }

  List<String> queues(Set<String> kinds) {
    List<String> sorted = kinds.stream().sorted().toList();
    List<String> queues = new ArrayList<>(sorted);
    for (String owner : served.get().stream().sorted().toList()) {
      String name = checked(owner);
      sorted.forEach(kind -> queues.add(kind + "@" + name));
    }
    return queues;
  }

  private static String checked(String owner) {
    if (!owner.matches("[a-z0-9-]{1,64}")) {
      throw new IllegalArgumentException(
          "An owner of tasks is named by lower-case letters, digits and '-', not '" + owner + "'");
    }
    return owner;
  }
}
