/*
 * A camera that shows its own clock: raw pictures (yuv420p, width 1280, height 720) on its standard output, so many a second. A moving
 * pattern keeps an encoder busy. In the corner above left are 8 x 6 blocks, black or white, of a 32nd of the width each: from above
 * left, the 40 low bits of the milliseconds since 1970 when the picture was drawn, highest first, and then their bytes' checksum.
 *
 *   clock FPS
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { WIDTH = 1280, HEIGHT = 720, LUMA = WIDTH * HEIGHT, BYTES = LUMA * 3 / 2, BLOCK = WIDTH / 32, COLUMNS = 8, ROWS = 6, BLACK = 16, WHITE = 235 };

static unsigned char pattern[LUMA * 2];
static unsigned char picture[BYTES];

static void fail(const char *what) {
  fprintf(stderr, "clock: %s: %s\n", what, strerror(errno));
  exit(1);
}

/* Soft noise, so that it takes about as many bytes as a camera's picture does. */
static void paint_pattern(void) {
  uint32_t seed = 1;
  int light = 0;
  for (int i = 0; i < LUMA * 2; i++) {
    seed = seed * 1664525 + 1013904223;
    light += (int)(seed >> 27) - 15 - light / 32;
    pattern[i] = (unsigned char)(120 + (light < -80 ? -80 : light > 80 ? 80 : light) / 2);
  }
}

static uint64_t milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static void draw(unsigned long number) {
  memcpy(picture, pattern + number * 2 % HEIGHT * WIDTH, LUMA);
  uint64_t now = milliseconds() & 0xFFFFFFFFFFu;
  uint64_t sum = 0x5A;
  for (int i = 0; i < 40; i += 8) sum ^= now >> i & 0xFF;
  uint64_t bits = now << 8 | sum;
  for (int y = 0; y < ROWS * BLOCK; y++)
    for (int x = 0; x < COLUMNS; x++) {
      int bit = 47 - (y / BLOCK * COLUMNS + x);
      memset(picture + y * WIDTH + x * BLOCK, bits >> bit & 1 ? WHITE : BLACK, BLOCK);
    }
}

static void show(void) {
  for (size_t sent = 0; sent < BYTES;) {
    ssize_t n = write(1, picture + sent, BYTES - sent);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) exit(0); /* Nobody watches any more. */
    sent += (size_t)n;
  }
}

int main(int argc, char **argv) {
  long fps = argc != 2 ? 0 : strtol(argv[1], NULL, 10);
  if (fps < 1 || fps > 60) {
    fputs("usage: clock FPS\n", stderr);
    return 2;
  }
  paint_pattern();
  memset(picture + LUMA, 128, BYTES - LUMA);
  fcntl(1, F_SETPIPE_SZ, 1 << 20);
  struct timespec period = {fps == 1, fps == 1 ? 0 : 1000000000L / fps};
  struct itimerspec every = {period, period};
  int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
  if (timer < 0 || timerfd_settime(timer, 0, &every, NULL)) fail("timer");
  for (unsigned long number = 0;; number++) {
    unsigned long long passed;
    if (read(timer, &passed, sizeof passed) != sizeof passed) fail("timer");
    draw(number);
    show();
  }
}
