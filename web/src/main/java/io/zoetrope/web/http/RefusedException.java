package io.zoetrope.web.http;

/** A request cannot be answered as it was wished; says how it is answered instead. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final String sentence;

  /**
   * Makes one.
   *
   * @param code for programs: lower case, words joined by underscores
   * @param sentence for people: what to do next
   */
  public RefusedException(int status, String code, String sentence) {
    super(sentence);
    this.status = status;
    this.code = code;
    this.sentence = sentence;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String sentence() {
    return sentence;
  }
}
