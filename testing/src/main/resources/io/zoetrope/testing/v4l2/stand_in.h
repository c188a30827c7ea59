// A webcam made of a file: see V4l2StandIn, which writes such files and compiles this.
#ifndef STAND_IN_H
#define STAND_IN_H

#include <linux/videodev2.h>
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

enum { MOST_FORMATS = 8, MOST_SIZES = 24, MOST_RATES = 8, MOST_CONTROLS = 32, MOST_MENU = 16, MOST_BUFFERS = 32 };

typedef struct {
  uint32_t width, height;
  struct v4l2_fract intervals[MOST_RATES];
  uint32_t interval_count;
} picture_size;

typedef struct {
  uint32_t fourcc;
  char name[32];
  picture_size sizes[MOST_SIZES];
  uint32_t size_count;
  int any_size;                        // between 16x16 and the first size, as some devices scale
} picture_format;

typedef struct {
  struct v4l2_queryctrl query;
  char menu[MOST_MENU][32];            // an empty name is a gap
  uint32_t master;                     // inactive unless the control of this id ...
  int32_t master_value;                // ... has this value
} control;

typedef struct {
  char path[512];
  char card[32], bus[32], driver[16];
  uint32_t capabilities;
  picture_format formats[MOST_FORMATS];
  uint32_t format_count;
  control controls[MOST_CONTROLS];
  uint32_t control_count;
  char pictures[512];                  // a folder with 001.jpg, 002.jpg, ...
  uint32_t broken_every;               // each such picture is cut off
  double slow;                         // pictures a second, whatever was asked for
  int open_error;
  int private_until_group;             // EACCES as long as its group may not open it
} description;

typedef struct {
  void *memory;
  int queued;
} buffer;

typedef struct {
  int fd, nonblocking;
  pthread_mutex_t lock;
  description about;
  struct v4l2_pix_format format;
  struct v4l2_fract interval;
  buffer buffers[MOST_BUFFERS];
  uint32_t buffer_count;
  size_t buffer_bytes;
  uint32_t queue[MOST_BUFFERS], queue_length;
  int streaming;
  int64_t started_nanos;
  uint32_t shown;
} device;

// All answers are 0, or an error number. description.c:
int describe(int fd, const char *path, description *about);

// answers.c:
void choose(device *camera, uint32_t fourcc, uint32_t width, uint32_t height);
int answer(device *camera, unsigned long request, void *argument);

// controls.c:
int answer_control(device *camera, unsigned long request, void *argument);

// stream.c:
int claim(device *camera);
int answer_stream(device *camera, unsigned long request, void *argument);
void *map_buffer(device *camera, size_t length, int64_t offset);
void end_stream(device *camera);

#endif
