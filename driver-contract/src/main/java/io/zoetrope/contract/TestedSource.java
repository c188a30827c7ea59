package io.zoetrope.contract;

import java.util.List;

/** A camera's other end, in the test's hands: a folder, a server, a device. One thread uses it. */
public interface TestedSource extends AutoCloseable {

  /** The URI by which the driver opens it. */
  String uri();

  /** The openings that must be refused, and how; with a password {@code hunter2} where one goes. */
  List<Refusal> refusals();

  /** Makes the open camera fail, as by a power cut. */
  void fail() throws Exception;

  /** A regular expression for how that reads, at once or at the next openings. */
  String failure();

  /** Makes it work again under the same URI. */
  void comeBack() throws Exception;

  @Override
  void close();

  /**
   * An opening that fails.
   *
   * @param sentence a part of what the user is told
   */
  record Refusal(String uri, String sentence) {}
}
