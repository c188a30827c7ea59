package io.zoetrope.benchmarks.player;

import tools.jackson.databind.JsonNode;

/**
 * How long one picture took from being drawn to being painted in a page, and in which part of the
 * way, in milliseconds. The parts are NaN where only the whole is known.
 *
 * @param encoder until the server has the encoded picture
 * @param server from there until it is in the page
 * @param browser until it is painted
 */
record PaintedPicture(double total, double encoder, double server, double browser) {

  static PaintedPicture of(JsonNode json) {
    return new PaintedPicture(
        json.path("total").asDouble(),
        json.path("encoder").asDouble(Double.NaN),
        json.path("server").asDouble(Double.NaN),
        json.path("browser").asDouble(Double.NaN));
  }
}
