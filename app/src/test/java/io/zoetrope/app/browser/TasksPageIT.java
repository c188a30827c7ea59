package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.Progress;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.result.ResultType;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.FakeTasks;
import io.zoetrope.web.fixture.ServerPair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of background work, as a person uses it. */
final class TasksPageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private FakeTasks work;
  private ServerPair pair;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    work = new FakeTasks(folder, 100, 1000);
    pair = ServerPair.working(Timeouts.STANDARD, work.content(), "door", "bench");
    browser = Browser.launch();
  }

  @AfterEach
  void stop() throws Exception {
    browser.close();
    pair.close();
    work.close();
  }

  @Test
  void aClipIsStartedFollowedAndDownloaded() throws Exception {
    Page page = browser.open(url(""));

    page.locator("#to-tasks").click();
    page.getByText("No tasks yet").waitFor();
    List<String> faults = faults(page);
    page.locator("[name=kind]").selectOption("Clip");
    page.locator("[name=camera]").selectOption("bench");
    page.locator("[name=seconds]").selectOption("10 seconds");
    page.locator("#start").click();

    Locator item = page.locator("#tasks li");
    item.getByText("queued").waitFor();
    assertThat(item.locator("h3").innerText()).isEqualTo("Clip of bench, 10 s");
    Lease lease = work.take();
    assertThat(lease.task().payload())
        .isEqualTo(FakeTasks.json("{\"camera\":\"bench\",\"seconds\":10}"));
    work.queue().leases().progress(lease, new Progress(40, "recording"));
    item.getByText("40 %, recording").waitFor();
    assertThat(item.locator("progress").getAttribute("aria-labelledby"))
        .isEqualTo(item.locator("h3").getAttribute("id"));
    work.queue().leases().failed(lease, "The camera bench cannot be opened.");
    item.getByText("The camera bench cannot be opened.").waitFor();
    page.getByText("1 failed", new Page.GetByTextOptions().setExact(true)).waitFor();

    Task done = work.done("snapshot", ResultType.JPEG, Pictures.whole(640, 360, 5));
    Locator picture = page.locator("#tasks img");
    picture.waitFor();
    await().atMost(PATIENCE).until(() -> picture.evaluate("i => i.naturalWidth").equals(640));
    assertThat(page.locator("#tasks li").first().getAttribute("data-task")).isEqualTo(done.id());
    assertThat(page.locator("#tasks a[download]").getAttribute("href"))
        .isEqualTo("api/tasks/" + done.id() + "/result");
    assertThat(faults).isEmpty();
  }

  @Test
  void tasksCanBeCancelled() throws Exception {
    Task task = work.submit("timelapse");
    Page page = browser.open(url("tasks"));

    page.getByLabel("Cancel Time-lapse of door").click();

    page.locator("[data-state=cancelled]").waitFor();
    assertThat(work.queue().find(task.id()).orElseThrow().state()).isEqualTo(TaskState.CANCELLED);
    assertThat(page.locator("#tasks button").count()).isZero();
  }

  @Test
  void olderTasksAreShownOnDemandAndStay() throws Exception {
    for (int n = 0; n < 65; n++) {
      work.submit("snapshot");
    }
    Page page = browser.open(url("tasks"));
    page.locator("#tasks li").first().waitFor();
    assertThat(page.locator("#tasks li").count()).isEqualTo(30);

    page.locator("#more").click();
    await().atMost(PATIENCE).until(() -> page.locator("#tasks li").count() == 60);
    page.locator("#more").click();
    await().atMost(PATIENCE).until(() -> page.locator("#tasks li").count() == 65);
    assertThat(page.locator("#more").isVisible()).isFalse();

    work.submit("clip");
    await().atMost(PATIENCE).until(() -> page.locator("#tasks li").count() == 66);
    List<String> shown = new ArrayList<>();
    page.locator("#tasks li").all().forEach(item -> shown.add(item.getAttribute("data-task")));
    assertThat(shown).isEqualTo(work.queue().list(TaskFilter.ALL).stream().map(Task::id).toList());
  }

  @Test
  void worksBehindAPrefix() throws Exception {
    try (PrefixProxy proxy = new PrefixProxy("/cams", pair.port())) {
      Page page = browser.open(proxy.url() + "/tasks");
      page.locator("#start").click();
      page.locator("#tasks [data-state=queued]").waitFor();
      assertThat(page.locator("#to-cameras").evaluate("a => a.pathname")).isEqualTo("/cams/");
      assertThat(proxy.requestsOutsidePrefix()).isZero();
    }
  }

  @Test
  void pollsWhenEventsDoNotArrive() throws Exception {
    Page page = browser.open("about:blank");
    page.route("**/api/events*", route -> route.abort());
    page.navigate(url("tasks"));
    page.getByText("No tasks yet").waitFor();

    work.submit("snapshot");

    page.locator("#tasks [data-state=queued]").waitFor();
  }

  @Test
  void aTaskThatIsStartedStaysWhenAnOlderListArrives() throws Exception {
    Page page = browser.open(url("tasks"));
    page.getByText("No tasks yet").waitFor();
    try (HeldAnswers lists = new HeldAnswers(page, "/api/tasks\\?")) {
      work.submit("timelapse");
      lists.hold(1);

      page.locator("#start").click();
      Locator item =
          page.locator("#tasks li").filter(new Locator.FilterOptions().setHasText("Snapshot"));
      item.waitFor();
      String started = item.getAttribute("data-task");
      lists.release();

      lists.hold(1);
      assertThat(page.locator("#tasks [data-task='" + started + "']").count()).isEqualTo(1);
    }
    await().atMost(PATIENCE).until(() -> page.locator("#tasks li").count() == 2);
  }

  @Test
  void aTaskThatIsCancelledStaysSoWhenAnOlderListArrives() throws Exception {
    Page page = pageOfATimelapse();
    try (HeldAnswers lists = new HeldAnswers(page, "/api/tasks\\?")) {
      work.submit("snapshot");
      lists.hold(1);

      page.getByLabel("Cancel Time-lapse of door").click();
      page.locator("#tasks [data-state=cancelled]").waitFor();
      lists.release();

      lists.hold(1);
      assertThat(page.locator("#tasks [data-state=cancelled]").count()).isEqualTo(1);
    }
  }

  @Test
  void whatHasHappenedToATaskIsNotUndoneByAnOlderList() throws Exception {
    Page page = pageOfATimelapse();
    try (HeldAnswers lists = new HeldAnswers(page, "/api/tasks\\?")) {
      work.submit("snapshot");
      lists.hold(1);

      Lease lease = work.take();
      work.queue().leases().progress(lease, new Progress(40, "recording"));
      page.getByText("40 %, recording").waitFor();
      lists.release();

      lists.hold(1);
      assertThat(page.getByText("40 %, recording").count()).isEqualTo(1);
    }
  }

  private Page pageOfATimelapse() throws Exception {
    work.submit("timelapse");
    Page page = browser.open(url("tasks"));
    page.locator("#tasks li").waitFor();
    return page;
  }

  private String url(String path) {
    return "http://127.0.0.1:%d/%s".formatted(pair.port(), path);
  }

  private static List<String> faults(Page page) {
    List<String> faults = new ArrayList<>();
    page.onPageError(faults::add);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        faults.add(message.text());
      }
    });
    return faults;
  }
}
