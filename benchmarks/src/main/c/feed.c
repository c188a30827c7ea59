/*
 * A camera that costs next to nothing: writes recorded pictures to its standard output, one after the other, so many a second.
 * Each is written with one call and comes out of the same memory again and again, so what it costs is the copy into the pipe.
 *
 *   feed FPS PICTURE...
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

struct picture {
  char *bytes;
  size_t size;
};

static void fail(const char *what) {
  fprintf(stderr, "feed: %s: %s\n", what, strerror(errno));
  exit(1);
}

static struct picture load(const char *name) {
  FILE *file = fopen(name, "rb");
  if (!file || fseek(file, 0, SEEK_END)) fail(name);
  struct picture picture = {.size = (size_t)ftell(file)};
  rewind(file);
  picture.bytes = malloc(picture.size);
  if (!picture.bytes || fread(picture.bytes, 1, picture.size, file) != picture.size) fail(name);
  fclose(file);
  return picture;
}

static void show(const struct picture *picture) {
  for (size_t sent = 0; sent < picture->size;) {
    ssize_t n = write(1, picture->bytes + sent, picture->size - sent);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) exit(0); /* Nobody watches any more. */
    sent += (size_t)n;
  }
}

int main(int argc, char **argv) {
  long fps = argc < 3 ? 0 : strtol(argv[1], NULL, 10);
  if (fps < 1 || fps > 1000) {
    fputs("usage: feed FPS PICTURE...\n", stderr);
    return 2;
  }
  int count = argc - 2;
  struct picture *pictures = calloc((size_t)count, sizeof *pictures);
  if (!pictures) fail("pictures");
  for (int i = 0; i < count; i++) pictures[i] = load(argv[i + 2]);
  struct timespec period = {fps == 1, fps == 1 ? 0 : 1000000000L / fps};
  struct itimerspec every = {period, period};
  int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
  if (timer < 0 || timerfd_settime(timer, 0, &every, NULL)) fail("timer");
  for (unsigned long shown = 0;; shown++) {
    unsigned long long passed;
    if (read(timer, &passed, sizeof passed) != sizeof passed) fail("timer");
    show(&pictures[shown % (unsigned long)count]);
  }
}
