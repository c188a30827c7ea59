package io.zoetrope.contract;

import java.util.List;

/** A source that has no way to fail once it is open. */
public record SteadySource(String uri, List<Refusal> refusals) implements TestedSource {

  @Override
  public void fail() {}

  @Override
  public String failure() {
    return "";
  }

  @Override
  public void comeBack() {}

  @Override
  public void close() {}
}
