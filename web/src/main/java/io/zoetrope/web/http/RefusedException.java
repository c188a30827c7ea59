package io.zoetrope.web.http;

/** A request cannot be answered as asked; says how it is answered instead. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;
  private static final int MOST_SHOWN = 40;

  private final int status;
  private final String code;
  private final String sentence;

  /**
   * Makes one.
   *
   * @param code for programs: lower case, words joined by underscores
   * @param sentence for people: what to do next; gets a full stop if nothing ends it
   */
  public RefusedException(int status, String code, String sentence) {
    super(sentence);
    this.status = status;
    this.code = code;
    this.sentence = sentence.matches("(?s).*[.?!)]") ? sentence : sentence + ".";
  }

  /** What somebody has sent, short enough to be part of a sentence. */
  public static String shortened(String given) {
    return given.length() <= MOST_SHOWN ? given : given.substring(0, MOST_SHOWN) + "…";
  }

  /** A fault of the server, which its log describes. */
  public static RefusedException fault() {
    return new RefusedException(
        500, "internal_error", "This is a fault of the server: see its log.");
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
