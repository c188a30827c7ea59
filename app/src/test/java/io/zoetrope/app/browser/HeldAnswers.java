package io.zoetrope.app.browser;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Answers that a page gets late: each says how things were when it was held. The test's thread
 * only.
 */
final class HeldAnswers implements AutoCloseable {
  private final Page page;
  private final Pattern addresses;
  private final List<Route> asked = new ArrayList<>();
  private final List<APIResponse> answers = new ArrayList<>();

  /** Holds the answers to each GET of these addresses from now on. */
  HeldAnswers(Page page, String addresses) {
    this.page = page;
    this.addresses = Pattern.compile(addresses);
    page.route(
        this.addresses,
        route -> {
          if (route.request().method().equals("GET")) {
            asked.add(route);
          } else {
            route.resume();
          }
        });
  }

  /** Waits until the page has asked for so many, and has the server answer them now. */
  void hold(int count) {
    page.waitForCondition(() -> asked.size() == count);
    asked.forEach(route -> answers.add(route.fetch()));
  }

  void release() {
    release(text -> text);
  }

  /** Lets the page have what was held, with such changes. */
  void release(UnaryOperator<String> changed) {
    List<Route> routes = List.copyOf(asked);
    asked.clear();
    for (int n = 0; n < routes.size(); n++) {
      APIResponse answer = answers.get(n);
      routes
          .get(n)
          .fulfill(
              new Route.FulfillOptions().setResponse(answer).setBody(changed.apply(answer.text())));
    }
    answers.clear();
  }

  /** Holds nothing more. */
  @Override
  public void close() {
    page.unroute(addresses);
    asked.forEach(Route::resume);
  }
}
