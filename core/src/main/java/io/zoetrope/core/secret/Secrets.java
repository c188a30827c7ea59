package io.zoetrope.core.secret;

import io.zoetrope.base.UrlAuthority;
import io.zoetrope.core.secret.AddressPieces.Piece;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The secrets of one address, and what others say of it without them. Immutable.
 *
 * <p>Mask a value, or somebody else's words, when they enter a sentence. A finished sentence is
 * never masked: that would take our own examples out of it.
 */
public final class Secrets {
  private static final String HIDDEN = "***";

  /** In a text, a blank or a quotation mark ends an address; a password may hold any other. */
  private static final Pattern WORD = Pattern.compile("[^\\s'\"]+");

  private static final Pattern ADDRESS_IN_WORD =
      Pattern.compile(
          "(?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]*://|//|[A-Za-z][A-Za-z0-9+.-]*:/?(?=.*@)|(?<![^(\\[{,;=])/|(?<=^|[(\\[{,;])(?=[^?]*\\?[^=]*=)");

  private static final Pattern WORD_END = Pattern.compile("[\\s'\"`;|&<>(){}=,]+");
  private static final Pattern HEX = Pattern.compile("%[0-9A-F]{2}");
  private static final Pattern PARTS = Pattern.compile("[:=,]");

  private static final String NOTHING = "(?!)";

  /** Shorter ones are looked for as whole words only; a single character is none. */
  private static final int SHORTEST_ANYWHERE = 4;

  private static final int SHORTEST = 2;

  /** Of who has no address. */
  public static final Secrets NONE = new Secrets(Stream.of());

  private final Pattern known;

  private Secrets(Stream<String> values) {
    Set<String> forms = values.flatMap(Secrets::forms).collect(Collectors.toSet());
    Stream<String> sought =
        forms.stream()
            .filter(form -> form.length() >= SHORTEST && !form.contains(HIDDEN))
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Secrets::sought);
    this.known =
        Pattern.compile(Stream.concat(sought, Stream.of(NOTHING)).collect(Collectors.joining("|")));
  }

  /** What is secret in an address. */
  public static Secrets of(String address) {
    return new Secrets(hidden(address));
  }

  /** What is secret in a command: everything except its program. */
  public static Secrets ofCommand(List<String> words) {
    String program = words.isEmpty() ? "" : words.getFirst().replaceFirst(".*/", "");
    return new Secrets(
        words.stream()
            .skip(1)
            .flatMap(word -> Stream.concat(Stream.of(word), parts(word)))
            .filter(word -> !word.equals(program)));
  }

  /**
   * Somebody else's words about this address, without its secrets: in whatever form these stand
   * there, and without those of other addresses in the text.
   */
  public String hideIn(String foreign) {
    return mask(known.matcher(foreign).replaceAll(Matcher.quoteReplacement(HIDDEN)));
  }

  /** Somebody else's words, without what is secret in the addresses in them. */
  public static String mask(String foreign) {
    return WORD.matcher(foreign).replaceAll(word -> Matcher.quoteReplacement(word(word.group())));
  }

  /** An address, and nothing else, as it may be shown. */
  public static String maskAddress(String address) {
    StringBuilder shown = new StringBuilder();
    for (Piece piece : AddressPieces.of(address)) {
      shown.append(piece.hidden() ? HIDDEN : piece.text());
    }
    return shown.toString();
  }

  private static String word(String word) {
    Matcher address = ADDRESS_IN_WORD.matcher(word);
    return address.find()
        ? word.substring(0, address.start()) + maskAddress(word.substring(address.start()))
        : word;
  }

  private static Stream<String> hidden(String address) {
    return AddressPieces.of(address).stream()
        .filter(Piece::hidden)
        .map(Piece::text)
        .flatMap(text -> Stream.concat(Stream.of(text), PARTS.splitAsStream(text)));
  }

  /** The words of a script, and the secrets of addresses in them. */
  private static Stream<String> parts(String argument) {
    return Stream.concat(
            WORD_END.splitAsStream(argument),
            Stream.of(argument.substring(argument.indexOf('=') + 1)))
        .flatMap(word -> Stream.concat(Stream.of(word), hidden(word)));
  }

  /** As it was written, and as programs write it that decode or encode it. */
  private static Stream<String> forms(String value) {
    String decoded = UrlAuthority.decoded(value);
    String encoded = URLEncoder.encode(decoded, StandardCharsets.UTF_8);
    String base64 =
        Base64.getEncoder()
            .withoutPadding()
            .encodeToString(decoded.getBytes(StandardCharsets.UTF_8));
    return Stream.of(
        value,
        decoded,
        encoded,
        encoded.replace("+", "%20"),
        lowerHex(encoded),
        lowerHex(encoded.replace("+", "%20")),
        base64);
  }

  private static String lowerHex(String encoded) {
    return HEX.matcher(encoded).replaceAll(hex -> hex.group().toLowerCase(Locale.ROOT));
  }

  private static String sought(String form) {
    String quoted = Pattern.quote(form);
    return form.length() >= SHORTEST_ANYWHERE
        ? quoted
        : "(?<![A-Za-z0-9])" + quoted + "(?![A-Za-z0-9])";
  }
}
