package io.zoetrope.benchmarks.load;

/** Called by the load's thread when the measured window opens and closes; must be quick. */
public interface WindowListener {
  WindowListener NONE =
      new WindowListener() {
        @Override
        public void opened() {}

        @Override
        public void closed() {}
      };

  void opened();

  void closed();
}
