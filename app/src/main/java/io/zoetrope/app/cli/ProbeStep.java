package io.zoetrope.app.cli;

/** How far a probe has come. */
enum ProbeStep {
  NAME("name"),
  PORT("port"),
  OPEN("open"),
  RATE("rate");

  private final String label;

  ProbeStep(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
