package io.zoetrope.core.rendition;

/** A rendition that cannot be watched; its message is the fault's. */
public final class RenditionRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final RenditionFault fault;

  RenditionRefusedException(RenditionFault fault) {
    super(fault.message());
    this.fault = fault;
  }

  public RenditionFault fault() {
    return fault;
  }
}
