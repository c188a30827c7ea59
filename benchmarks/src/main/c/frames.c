#define _GNU_SOURCE
#include "frames.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define HEAD_ROOM 160

static const char TRAILER[] = "\r\n--frame\r\n";

static struct frame *pool;
static char *body;
static size_t frame_bytes;
static int64_t start_nanos, period_nanos;
static int use_sendfile;

void die(const char *format, ...) {
  va_list args;
  va_start(args, format);
  fputs("floor: ", stderr);
  vfprintf(stderr, format, args);
  fputc('\n', stderr);
  va_end(args);
  exit(1);
}

static int64_t wall_nanos(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* A picture without pixels: start of image, comments to the wanted size, end of image. */
static void fill_body(void) {
  size_t at = 2, end = frame_bytes - 2;
  memset(body, 'z', frame_bytes);
  memcpy(body, "\xff\xd8", 2);
  while (at < end) {
    size_t n = end - at;
    if (n > 65537) n = end - at - 65537 < 4 ? 65000 : 65537;
    body[at] = (char)0xff;
    body[at + 1] = (char)0xfe;
    body[at + 2] = (char)((n - 2) >> 8);
    body[at + 3] = (char)((n - 2) & 0xff);
    at += n;
  }
  memcpy(body + end, "\xff\xd9", 2);
}

void release_frame(struct frame *f) {
  if (--f->refs > 0) return;
  if (f->fd >= 0) close(f->fd);
  f->fd = -1;
  f->next = pool;
  pool = f;
}

struct frame *new_frame(uint64_t tick) {
  struct frame *f = pool;
  if (f) {
    pool = f->next;
  } else {
    f = calloc(1, sizeof *f);
    if (!f || !(f->data = malloc(HEAD_ROOM + frame_bytes + sizeof TRAILER))) die("out of memory");
    f->fd = -1;
    memcpy(f->data + HEAD_ROOM, body, frame_bytes);
    memcpy(f->data + HEAD_ROOM + frame_bytes, TRAILER, sizeof TRAILER - 1);
  }
  int64_t captured = start_nanos + (int64_t)tick * period_nanos;
  char head[HEAD_ROOM];
  int n = snprintf(head, sizeof head, "Content-Type: image/jpeg\r\nContent-Length: %zu\r\nX-Timestamp: %lld.%06lld\r\n\r\n",
                   frame_bytes, (long long)(captured / 1000000000LL), (long long)(captured / 1000 % 1000000));
  f->at = HEAD_ROOM - (size_t)n;
  f->end = HEAD_ROOM + frame_bytes + sizeof TRAILER - 1;
  memcpy(f->data + f->at, head, (size_t)n);
  f->seq = tick;
  f->refs = 1;
  /* A file of its own for each frame: the kernel sends these very pages, so they must never be written again. */
  if (use_sendfile) {
    f->fd = memfd_create("frame", MFD_CLOEXEC);
    if (f->fd < 0 || write(f->fd, f->data, f->end) != (ssize_t)f->end) die("memfd: %s", strerror(errno));
  }
  return f;
}

void frames_begin(size_t bytes, int64_t period, int in_files) {
  frame_bytes = bytes;
  period_nanos = period;
  use_sendfile = in_files;
  if (!(body = malloc(bytes))) die("out of memory");
  fill_body();
  start_nanos = wall_nanos();
}
