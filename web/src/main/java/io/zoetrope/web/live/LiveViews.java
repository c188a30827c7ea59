package io.zoetrope.web.live;

import io.zoetrope.web.cameras.CameraJson;
import io.zoetrope.web.http.CameraChoice;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.live.LiveRequest.Watch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one client watches, by the client's own numbers. Event loop only. */
final class LiveViews {
  private static final int MOST_VIEWS = 128;

  private final CameraChoice cameras;
  private final CameraJson json;
  private final LiveContext context;
  private final LiveTurns turns;
  private final Map<Integer, LiveView> views = new HashMap<>();

  LiveViews(LiveContext context, LiveTurns turns) {
    this.cameras = new CameraChoice(context.system().cameras());
    this.json = new CameraJson(context.system());
    this.context = context;
    this.turns = turns;
  }

  /** Lets go of all cameras. */
  void end() {
    views.values().forEach(this::end);
    views.clear();
  }

  /** Reports what has changed. */
  void look() {
    views.values().forEach(view -> view.look(json));
    views.values().stream().filter(LiveView::isOver).forEach(turns::remove);
    views.values().removeIf(LiveView::isOver);
  }

  void pause(List<Integer> paused) throws RefusedException {
    for (int view : paused) {
      find(view).pause();
    }
  }

  void resume(List<Integer> resumed) throws RefusedException {
    for (int number : resumed) {
      LiveView view = find(number);
      if (view.isPaused()) {
        view.watch();
      }
    }
  }

  void taken(Map<Integer, Integer> taken) {
    taken.forEach((number, frame) -> {
      LiveView view = views.get(number);
      if (view != null) { // It may have been unwatched while this was on its way.
        view.taken(frame);
      }
    });
  }

  void unwatch(int number) throws RefusedException {
    LiveView view = find(number);
    views.remove(number);
    end(view);
  }

  private void end(LiveView view) {
    turns.remove(view);
    view.end();
  }

  void watch(Watch asked) throws RefusedException {
    LiveView before = views.get(asked.view());
    try {
      if (before == null && views.size() >= MOST_VIEWS) {
        throw new RefusedException(
            409,
            "too_many_views",
            "One connection has at most %d views: end one first.".formatted(MOST_VIEWS));
      }
      LiveView view =
          new LiveView(
              asked,
              cameras.stream(asked.stream(), cameras.named(asked.camera())),
              context,
              turns::add);
      view.watch();
      views.put(asked.view(), view);
      view.look(json);
    } catch (RefusedException e) {
      views.remove(asked.view());
      throw e;
    } finally {
      if (before != null) {
        end(before);
      }
    }
  }

  private LiveView find(int number) throws RefusedException {
    LiveView view = views.get(number);
    if (view == null || view.isOver()) {
      throw new RefusedException(
          404, "no_such_view", "There is no view %d: watch a camera first.".formatted(number));
    }
    return view;
  }
}
