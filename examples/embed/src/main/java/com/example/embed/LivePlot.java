package com.example.embed;

import io.zoetrope.embed.LiveCameras;

/** A program that has something to show, and shows it to every browser while it runs. */
public final class LivePlot {

  private LivePlot() {}

  /** Starts it: the port, or nothing for 8080. */
  public static void main(String[] args) throws Exception {
    LiveCameras cameras = serve(new Plot());
    int port = cameras.listen("127.0.0.1", args.length > 0 ? Integer.parseInt(args[0]) : 8080);
    System.out.println("Look at http://127.0.0.1:" + port + "/ (Ctrl-C ends it)");
  }

  /** The plot is drawn 20 times a second, and only while somebody looks. */
  static LiveCameras serve(Plot plot) {
    return LiveCameras.builder().images("plot", 20, plot::draw).build();
  }
}
