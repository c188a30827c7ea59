package io.zoetrope.testing;

/** A thread as it is made when the system has no more of them. */
public final class UnstartableThread extends Thread {
  @Override
  public void start() {
    throw new OutOfMemoryError("unable to create native thread");
  }
}
