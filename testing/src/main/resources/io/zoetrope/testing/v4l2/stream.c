// Buffers and the pictures that fill them.
#include "stand_in.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <time.h>

static int64_t now_nanos(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

// One alone may set it up or stream, in whichever process; the system gives the lock back at his end.
int claim(device *camera) {
  return flock(camera->fd, LOCK_EX | LOCK_NB) == 0 ? 0 : EBUSY;
}

static size_t read_picture(device *camera, void *memory, size_t space) {
  char path[600];
  FILE *file = NULL;
  for (int attempt = 0; attempt < 2 && file == NULL; attempt++) {
    // They go round: where one is missing, the first comes next.
    static const uint32_t MOST = 1000;
    uint32_t number = camera->shown % MOST + 1;
    snprintf(path, sizeof path, "%s/%03u.jpg", camera->about.pictures, attempt == 0 ? number : 1);
    file = fopen(path, "re");
    if (file == NULL) camera->shown = 0;
  }
  if (file == NULL) return 0;
  size_t bytes = fread(memory, 1, space, file);
  fclose(file);
  return bytes;
}

static size_t fill(device *camera, unsigned char *memory) {
  if (camera->format.pixelformat == V4L2_PIX_FMT_MJPEG) {
    size_t bytes = read_picture(camera, memory, camera->buffer_bytes);
    uint32_t number = camera->shown + 1;
    int broken = camera->about.broken_every > 0 && number % camera->about.broken_every == 0;
    return broken ? bytes / 2 : bytes;
  }
  // Two bytes a pixel: a grey that gets brighter from the left to the right, and moves.
  uint32_t width = camera->format.width;
  for (size_t i = 0; i + 1 < camera->format.sizeimage; i += 2) {
    memory[i] = (unsigned char) (16 + ((i / 2) % width * 200 / width + camera->shown * 4) % 200);
    memory[i + 1] = 128;
  }
  return camera->format.sizeimage;
}

static int request_buffers(device *camera, struct v4l2_requestbuffers *wanted) {
  if (wanted->memory != V4L2_MEMORY_MMAP) return EINVAL;
  int error = claim(camera);
  if (error != 0) return error;
  if (wanted->count > MOST_BUFFERS) wanted->count = MOST_BUFFERS;
  camera->buffer_count = wanted->count;
  camera->buffer_bytes = (camera->format.sizeimage + 4095) / 4096 * 4096;
  camera->queue_length = 0;
  if (wanted->count == 0) flock(camera->fd, LOCK_UN);
  return 0;
}

static void tell_of(device *camera, struct v4l2_buffer *buffer) {
  buffer->memory = V4L2_MEMORY_MMAP;
  buffer->m.offset = (uint32_t) (buffer->index * camera->buffer_bytes);
  buffer->length = (uint32_t) camera->buffer_bytes;
  buffer->field = V4L2_FIELD_NONE;
  buffer->flags = V4L2_BUF_FLAG_MAPPED | V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
}

static int queue(device *camera, struct v4l2_buffer *given) {
  if (given->index >= camera->buffer_count || camera->buffers[given->index].queued) return EINVAL;
  camera->buffers[given->index].queued = 1;
  camera->queue[camera->queue_length++] = given->index;
  return 0;
}

static int dequeue(device *camera, struct v4l2_buffer *taken) {
  if (!camera->streaming) return EINVAL;
  double seconds = camera->about.slow > 0 ? 1 / camera->about.slow
      : (double) camera->interval.numerator / camera->interval.denominator;
  int64_t due = camera->started_nanos + (int64_t) (seconds * 1e9);
  int64_t wait = due - now_nanos();
  if (wait > 0 || camera->queue_length == 0) {
    if (camera->nonblocking || camera->queue_length == 0) return EAGAIN;
    nanosleep(&(struct timespec){wait / 1000000000, wait % 1000000000}, NULL);
  }
  // Where nobody took pictures in time, they are lost.
  camera->started_nanos = wait < -1000000000 ? now_nanos() : due;
  taken->index = camera->queue[0];
  camera->queue_length--;
  memmove(camera->queue, camera->queue + 1, camera->queue_length * sizeof camera->queue[0]);
  camera->buffers[taken->index].queued = 0;
  tell_of(camera, taken);
  taken->bytesused = (uint32_t) fill(camera, camera->buffers[taken->index].memory);
  taken->sequence = camera->shown++;
  int64_t now = now_nanos();
  taken->timestamp = (struct timeval){now / 1000000000, now % 1000000000 / 1000};
  return 0;
}

static int start(device *camera) {
  int error = claim(camera);
  if (error != 0) return error;
  camera->streaming = 1;
  camera->started_nanos = now_nanos();
  return 0;
}

static int stop(device *camera) {
  camera->streaming = 0;
  camera->queue_length = 0;
  for (uint32_t i = 0; i < camera->buffer_count; i++) camera->buffers[i].queued = 0;
  return 0;
}

int answer_stream(device *camera, unsigned long request, void *argument) {
  switch (request) {
    case VIDIOC_REQBUFS: return request_buffers(camera, argument);
    case VIDIOC_QUERYBUF: {
      struct v4l2_buffer *buffer = argument;
      if (buffer->index >= camera->buffer_count) return EINVAL;
      tell_of(camera, buffer);
      return 0;
    }
    case VIDIOC_QBUF: return queue(camera, argument);
    case VIDIOC_DQBUF: return dequeue(camera, argument);
    case VIDIOC_STREAMON: return start(camera);
    case VIDIOC_STREAMOFF: return stop(camera);
    default: return ENOTTY;
  }
}

// The memory is its user's, who gives it back with munmap.
void *map_buffer(device *camera, size_t length, int64_t offset) {
  size_t index = camera->buffer_bytes == 0 ? MOST_BUFFERS : (size_t) offset / camera->buffer_bytes;
  if (index >= camera->buffer_count) {
    errno = EINVAL;
    return MAP_FAILED;
  }
  void *memory = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory != MAP_FAILED) camera->buffers[index].memory = memory;
  return memory;
}

void end_stream(device *camera) {
  stop(camera);
}
