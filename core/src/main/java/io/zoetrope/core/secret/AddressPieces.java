package io.zoetrope.core.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address, cut into what may be shown and what may not. Shown are scheme, host, port, the path
 * without the values in it, and the values of {@link HarmlessNames}; everything else is hidden.
 */
final class AddressPieces {

  /** Hidden pieces are secret, the others may be shown. All together are the address. */
  record Piece(String text, boolean hidden) {}

  private static final Pattern SCHEME =
      Pattern.compile("(?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]+:|[^/@?#]*:(?=//)");
  private static final Pattern HOSTS;
  private static final Pattern SLASH = Pattern.compile("/");
  private static final Pattern AUTHORITY_END = Pattern.compile("[/?#]");
  private static final Pattern PATH_END = Pattern.compile("[?#]");
  private static final Pattern QUERY_PAIR = Pattern.compile("[?&;][\\w.$-]+=");
  private static final Pattern QUERY_SEPARATOR = Pattern.compile("[?&;#]");
  private static final Pattern EQUALS = Pattern.compile("=|%3[Dd]");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w.$-]{0,39}");

  /** A value that nobody takes for the rest of a secret. */
  private static final Pattern PLAIN = Pattern.compile("\\d{1,5}|true|false");

  private static final Pattern ONLY_PADDING = Pattern.compile("=*");

  /** As in {@code /user=admin_password=secret_channel=1_stream=0.sdp}. */
  private static final Pattern PATH_PAIR =
      Pattern.compile("(?<=^|[_&,]|%26)([A-Za-z0-9-]+)(?:=|%3[Dd])");

  private static final Pattern LOGIN_IN_PATH = Pattern.compile(".+(?::|%3[Aa]).+");

  static {
    String host = "(?:\\[[^\\]]*]|[^:/@\\[\\],]*)(?::\\d{1,5})?";
    HOSTS = Pattern.compile(host + "(?:," + host + ")*");
  }

  private final List<Piece> pieces = new ArrayList<>();

  private AddressPieces() {}

  static List<Piece> of(String address) {
    AddressPieces made = new AddressPieces();
    made.address(address);
    return made.pieces;
  }

  private void address(String text) {
    Matcher scheme = SCHEME.matcher(text);
    int start = scheme.lookingAt() ? scheme.end() : 0;
    boolean streamKey = text.toLowerCase(Locale.ROOT).startsWith("rtmp");
    int slashes = start;
    while (slashes < text.length() && slashes < start + 2 && text.charAt(slashes) == '/') {
      slashes++;
    }
    boolean network = slashes == start + 2;
    show(text.substring(0, slashes));
    String rest = afterLogin(text.substring(slashes), network);
    int hostEnd = network ? end(rest, AUTHORITY_END) : 0;
    host(rest.substring(0, hostEnd));
    int pathEnd = end(rest, PATH_END);
    path(rest.substring(hostEnd, pathEnd), network, streamKey && network);
    queryAndFragment(rest.substring(pathEnd));
  }

  /** Takes the login off, wherever it ends: a password may hold what should have been encoded. */
  private String afterLogin(String text, boolean network) {
    String authority = text.substring(0, end(text, AUTHORITY_END));
    int at = authority.lastIndexOf('@');
    boolean sound = HOSTS.matcher(authority.substring(at + 1)).matches();
    int lastAt = text.lastIndexOf('@');
    boolean localPath = !network && text.indexOf(':') < 0;
    boolean noLogin = lastAt < 0 ? !network : at < 0 && (network ? sound : localPath);
    if (noLogin) {
      return text;
    }
    boolean another = network && at >= 0 && hasAt(text, authority.length());
    if (at < 0 || !sound) {
      at = lastBeforePairs(text);
      another |= network && at >= 0 && isDoubtful(text.substring(at + 1));
    }
    if (another) {
      // Which @ ends the login cannot be told: what looks like a host may be part of a password.
      hide(text);
      return "";
    }
    if (at >= 0) {
      hide(text.substring(0, at));
      show("@");
    }
    return text.substring(at + 1);
  }

  /** Whether there is one more before the next slash. */
  private static boolean hasAt(String text, int from) {
    String rest = text.substring(from);
    return rest.substring(0, end(rest, SLASH)).indexOf('@') >= 0;
  }

  /** Whether what follows an @ may be the rest of a password rather than a host. */
  private static boolean isDoubtful(String rest) {
    int hostEnd = end(rest, AUTHORITY_END);
    return !HOSTS.matcher(rest.substring(0, hostEnd)).matches()
        || (!rest.startsWith("/", hostEnd) && rest.indexOf('@') >= 0);
  }

  private static int lastBeforePairs(String text) {
    Matcher pair = QUERY_PAIR.matcher(text);
    int before = pair.find() ? text.lastIndexOf('@', pair.start()) : -1;
    return before < 0 ? text.lastIndexOf('@') : before;
  }

  /** Behind a colon there may be a password whose host was forgotten. */
  private void host(String host) {
    int colon = host.indexOf(':');
    if (HOSTS.matcher(host).matches() || colon < 0) {
      show(host);
    } else {
      show(host.substring(0, colon + 1));
      hide(host.substring(colon + 1));
    }
  }

  private void path(String path, boolean network, boolean streamKey) {
    int last = path.endsWith("/") ? path.length() - 1 : path.length();
    int key = streamKey ? path.lastIndexOf('/', last - 1) + 1 : -1;
    int from = 0;
    while (from < path.length()) {
      int slash = path.indexOf('/', from);
      int end = slash < 0 ? path.length() : slash;
      String segment = path.substring(from, end);
      if (from == key) {
        hide(segment);
      } else {
        segment(segment, network);
      }
      show(slash < 0 ? "" : "/");
      from = end + 1;
    }
  }

  private void segment(String segment, boolean network) {
    int semicolon = segment.indexOf(';');
    String plain = semicolon < 0 ? segment : segment.substring(0, semicolon);
    Matcher pair = PATH_PAIR.matcher(plain);
    boolean pairs = pair.find();
    String before = pairs ? plain.substring(0, pair.start()) : plain;
    if (EQUALS.matcher(before).find() || (network && LOGIN_IN_PATH.matcher(before).matches())) {
      hide(before);
    } else {
      show(before);
    }
    while (pairs) {
      String name = pair.group(1);
      int start = pair.start();
      int valueStart = pair.end();
      pairs = pair.find();
      // What separates this pair from the next is shown with its value, or hidden with it.
      String value = plain.substring(valueStart, pairs ? pair.start() : plain.length());
      pathPair(name, plain.substring(start, valueStart), value, pairs);
    }
    queryAndFragment(segment.substring(plain.length()));
  }

  private void pathPair(String name, String nameAndEquals, String value, boolean more) {
    int separator = !more ? 0 : value.endsWith("%26") ? 3 : 1;
    String own = value.substring(0, value.length() - separator);
    if (HarmlessNames.mayShowInPath(name, own)) {
      show(nameAndEquals + own);
    } else if (ONLY_PADDING.matcher(own).matches()) {
      hide(nameAndEquals + own);
    } else {
      show(nameAndEquals);
      hide(own);
    }
    show(value.substring(own.length()));
  }

  private void queryAndFragment(String text) {
    boolean inPath = text.startsWith(";");
    boolean certain = true;
    boolean inSecret = false;
    int from = 0;
    while (from < text.length()) {
      char separator = text.charAt(from);
      // Only & surely begins a new name: the others may stand in a password as they are.
      boolean opens = from == 0 || inPath;
      certain &= separator == '&' || (opens && separator != '#');
      inSecret &= separator != '&';
      show(text.substring(from, from + 1));
      int end = from + 1 + end(text.substring(from + 1), QUERY_SEPARATOR);
      item(text.substring(from + 1, end), certain, inSecret);
      inSecret |= pieces.getLast().hidden();
      from = end;
    }
  }

  /** An unknown name is hidden as well, unless this is certainly the place for a name. */
  private void item(String item, boolean certain, boolean inSecret) {
    Matcher equals = EQUALS.matcher(item);
    if (!equals.find()) {
      add(item, !item.isEmpty() && !HarmlessNames.has(item));
      return;
    }
    String name = item.substring(0, equals.start());
    String value = item.substring(equals.end());
    if (HarmlessNames.mayShow(name, value) && (!inSecret || PLAIN.matcher(value).matches())) {
      show(item);
    } else if (HarmlessNames.has(name) || (certain && !isDoubtful(name, value))) {
      show(item.substring(0, equals.end()));
      hide(value);
    } else {
      hide(item);
    }
  }

  /** Whether both may be parts of one secret. */
  private static boolean isDoubtful(String name, String value) {
    return !NAME.matcher(name).matches()
        || ONLY_PADDING.matcher(value).matches()
        || value.indexOf('@') >= 0;
  }

  private static int end(String text, Pattern ended) {
    Matcher end = ended.matcher(text);
    return end.find() ? end.start() : text.length();
  }

  private void show(String text) {
    add(text, false);
  }

  private void hide(String text) {
    add(text, true);
  }

  private void add(String text, boolean hidden) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(text, hidden));
    }
  }
}
