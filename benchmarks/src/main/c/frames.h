#ifndef FRAMES_H
#define FRAMES_H
#include <stddef.h>
#include <stdint.h>

/* One framed part. Goes back to the pool when the last viewer has handed all of it to the kernel. */
struct frame {
  int refs, fd;
  uint64_t seq;
  size_t at, end;
  char *data;
  struct frame *next;
};

/* Before the first frame; the clock of the camera starts here. */
void frames_begin(size_t bytes, int64_t period_nanos, int in_files);
struct frame *new_frame(uint64_t tick);
void release_frame(struct frame *f);
void die(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

#endif
